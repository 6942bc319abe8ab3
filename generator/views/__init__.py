"""What each page shows: frozen view models and their builders."""
