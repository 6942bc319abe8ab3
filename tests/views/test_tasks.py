from generator.views import urls
from generator.views.site import SiteMap
from generator.views.tasks import Entry, Task, TasksView, protocol_tasks_page, tasks_page
from tests.fixtures.corpora import corpus
from tests.fixtures.many import many
from tests.fixtures.real import real_corpus, real_site


def view(site: SiteMap) -> TasksView:
    found = tasks_page(site.findings, site.at(urls.tasks())).view
    assert isinstance(found, TasksView)
    return found


def task(title: str) -> Task:
    return next(task for task in view(real_site()).tasks if task.title == title)


def entry(title: str, name: str) -> Entry:
    return next(entry for entry in task(title).entries if entry.name == name)


def test_the_events_are_those_of_the_register_then_disagreement_and_review() -> None:
    assert [task.title for task in view(real_site()).tasks] == [
        "The annual report is due",
        "Performance data are due",
        "An audit finds something",
        "A report touches the other body",
        "A progress report is due",
        "A report on care leavers is due",
        "A service's annual report is due",
        "There is something to recommend",
        "Advice is to be given",
        "We cannot agree",
        "The review of the protocol is due",
    ]


def test_what_to_do_when_an_audit_finds_something_is_the_clause_itself_with_its_parts() -> None:
    (step,) = entry("An audit finds something", "Harrow").steps

    assert "".join(run.words for run in step.words) == (
        "Quality Assurance audits undertaken or commissioned by the HSCB in relation to any aspect of Looked After "
        "Children will have the findings reported to the Corporate parenting Panel in a timely manner where this "
        "cannot be delayed for the purposes of the Annual Report"
    )
    (duty,) = step.duties
    assert (duty.reporter, duty.timing, duty.words) == (None, "in a timely manner", "will have the findings reported")
    assert [note.title for note in step.notes] == ["On the text"]


def test_a_clause_with_two_duties_on_one_matter_is_one_step() -> None:
    first, _ = entry("The annual report is due", "Isle of Wight").steps

    assert first.clause.words == "4.1"
    assert [[body.words for body in duty.receivers] for duty in first.duties] == [
        ["Children and Family Advisory Panel"],
        ["Isle of Wight Safeguarding Children Partnership"],
    ]


def test_items_of_a_clause_are_told_of() -> None:
    steps = entry("There is something to recommend", "Isle of Wight").steps

    assert [step.goes_on for step in steps] == ["", "The clause goes on with nine items."]


def test_who_says_nothing_is_named() -> None:
    assert [link.words for link in task("We cannot agree").silent] == ["Harrow"]
    assert [link.words for link in task("A report touches the other body").silent] == ["Isle of Wight"]


def test_the_review_has_its_date_and_the_clause_on_its_interval() -> None:
    wight = entry("The review of the protocol is due", "Isle of Wight")

    assert (wight.remark, wight.due) == ("The next review is due February 2022.", "2022-02-28")
    assert [step.clause.words for step in wight.steps] == ["5.2"]


def test_a_protocol_has_a_page_of_its_own_with_what_it_speaks_on_only() -> None:
    site = real_site()
    page = protocol_tasks_page(site.findings, real_corpus().by_slug["harrow"], site.at("tasks/harrow/"))

    found = page.view
    assert isinstance(found, TasksView)
    assert "We cannot agree" not in [task.title for task in found.tasks]
    assert len(found.tasks) == 8


def test_a_protocol_that_states_nothing_has_an_empty_page() -> None:
    site = SiteMap(corpus("sections: [{id: words, text: Words.}]"))
    page = protocol_tasks_page(site.findings, site.corpus.protocols[0], site.at("tasks/ambridge/"))

    found = page.view
    assert isinstance(found, TasksView)
    assert (found.tasks, found.events) == ((), ())


def test_many_authorities_are_led_to_their_own_pages() -> None:
    site = SiteMap(many(real_corpus(), 20))

    found = view(site)

    first = found.tasks[0]
    assert (first.entries, len(first.elsewhere) + len(first.silent)) == ((), 22)
    assert first.elsewhere[0].href == "authority-000/#annual-report"
    assert len(found.choices) == 22
