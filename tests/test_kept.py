"""What was made of a value is kept for that very value, and not for one that only equals it."""

from generator.kept import forget, kept


def test_one_and_the_same_value_is_made_once_and_an_equal_one_is_another() -> None:
    made = []

    @kept(8)
    def length(of: list[int]) -> int:
        made.append(of)
        return len(of)

    first, equal = [1, 2], [1, 2]

    assert (length(first), length(first), length(equal)) == (2, 2, 2)
    assert made == [first, equal]


def test_only_the_latest_are_kept_and_each_stays_alive_so_that_no_other_takes_its_place() -> None:
    @kept(2)
    def copied(of: list[int]) -> list[int]:
        return [*of]

    values = [[number] for number in range(5)]
    first = [copied(value) for value in values]

    assert copied(values[4]) is first[4]
    assert copied(values[3]) is first[3]
    assert copied(values[0]) is not first[0]
    assert [copied([number]) for number in range(1_000)] == [[number] for number in range(1_000)]


def test_what_is_forgotten_is_made_anew_when_it_is_asked_for() -> None:
    @kept(8)
    def copied(of: list[int]) -> list[int]:
        return [*of]

    value = [1, 2]
    first = copied(value)
    forget()

    assert copied(value) == first
    assert copied(value) is not first
