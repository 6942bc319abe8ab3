"""What to say of keys that are missing, unknown, or in the wrong column."""

from collections.abc import Iterator

from generator.model.entity import Entity
from generator.schema.fields import entities_below, entity_at, keys_of
from generator.schema.nearest import nearest
from generator.schema.phrases import example_line, name_of
from generator.schema.place import Fault, Mend, Place, Rename, TakeOut
from generator.source.slips import shortened


def missing_key(place: Place) -> Fault | None:
    """Say which key a block lacks; nothing where a key beside it is this one misspelt, because that is told there."""
    if place.is_entry:
        message = f"{name_of(Place(place.model, place.path[:-1]))} has too few entries"
        return Fault("schema", message, f"as in {example_line(place)}")
    keys = keys_of(place.owner) if place.owner else {}
    lacking = [key for key in keys if key not in place.keys_around]
    unknown = [key for key in place.keys_around if key not in keys]
    if any(nearest(key, lacking) == place.key for key in unknown):
        return None
    block = name_of(Place(place.model, place.path[:-1])).replace("each", "this")
    inside = f" in {block}" if len(place.path) > 1 else ""
    return Fault(
        "missing-key", f"the key '{place.key}' is missing{inside}", f"add a line such as: {example_line(place)}"
    )


def unknown_key(place: Place) -> Fault:
    """Say that a block may not have a key, and which was meant or where it belongs."""
    key = place.key
    if place.path == ("slug",) and key not in keys_of(place.model):
        hint = "take the line out: the name of the file says it"
        return Fault("unknown-key", "the key 'slug' may not stand in the file", hint, TakeOut())
    message = f"the key '{shortened(key)}' is not known {'here' if len(place.path) == 1 else 'in ' + _block(place)}"
    keys = list(keys_of(place.owner)) if place.owner else []
    if elsewhere := _elsewhere(place):
        return Fault("unknown-key", message, elsewhere)
    meant = nearest(key, [known for known in keys if known not in place.keys_around])
    if meant:
        return Fault("unknown-key", message, f"did you mean '{meant}'?", Rename(meant))
    if meant := nearest(key, keys):
        return Fault("unknown-key", message, f"did you mean '{meant}'? It stands here already", TakeOut())
    harmless: Mend | None = None if isinstance(place.value, dict | list) else TakeOut()
    return Fault("unknown-key", message, "the keys that can stand here are: " + ", ".join(keys), harmless)


def _block(place: Place) -> str:
    return name_of(Place(place.model, place.path[:-1])).replace("each", "an")


def _elsewhere(place: Place) -> str | None:
    """Where the very key would be right: in a block below, or in one around."""
    if place.owner is None:
        return None
    for holder, entity in entities_below(place.owner):
        if place.key in keys_of(entity) and place.keys_around & {holder}:
            return f"'{place.key}' belongs in '{holder}': the line may need more spaces before it"
    for holder, entity in _around(place):
        if place.key in keys_of(entity):
            return f"'{place.key}' belongs beside '{holder}': the line may need fewer spaces before it"
    return None


def _around(place: Place) -> Iterator[tuple[str, type[Entity]]]:
    """The blocks around the one that holds the key, the nearest first, each with the key of it that led here."""
    names = [index for index, step in enumerate(place.path[:-1]) if isinstance(step, str)]
    for index in reversed(names):
        entity = entity_at(place.model, place.path[:index])
        if entity and entity is not place.owner:
            yield str(place.path[index]), entity
