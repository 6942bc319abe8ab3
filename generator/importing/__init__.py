"""From a document as received to a draft protocol file and its source text: bytes in, values out."""
