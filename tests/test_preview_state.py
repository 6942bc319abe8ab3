"""What is made again after a change is what would be made anew."""

from datetime import date
from pathlib import Path

from generator.publishing import Made, make, make_again
from tests.fixtures.sites import Project, copy_project

AS_OF = date(2026, 11, 22)


def shown(made: Made) -> dict[str, str]:
    assert made.site
    return {page.path: page.text for page in made.site.markdown()}


def whole(project: Project) -> Made:
    return make(project.root, as_of=AS_OF, with_data=False)


def test_pages_made_again_are_those_of_a_new_build(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    before = whole(project)
    shown(before)

    project.edit("protocols/harrow.yml", "title: Protocol, draft of April 2015, as text", "title: The draft")
    again = make_again(project.root, before, as_of=AS_OF)
    assert shown(again) == shown(whole(project))

    project.edit("site_config/registers/topics.yml", "title: Child's voice", "title: The child's voice")
    third = make_again(project.root, again, as_of=AS_OF)
    assert shown(third) == shown(whole(project))


def test_a_fault_made_and_mended_is_told_and_forgotten(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    before = whole(project)

    project.edit("protocols/harrow.yml", "topics: [childs-voice]", "topics: [childs-vioce]")
    broken = make_again(project.root, before, as_of=AS_OF)
    assert broken.site is None
    assert broken.diagnostics == whole(project).diagnostics

    project.edit("protocols/harrow.yml", "topics: [childs-vioce]", "topics: [childs-voice]")
    mended = make_again(project.root, broken, as_of=AS_OF)
    assert mended.diagnostics == ()
    assert shown(mended) == shown(before)


def test_a_file_that_comes_or_goes_is_noticed(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    before = whole(project)

    (project.root / "protocols/harrow.yml").unlink()
    without = make_again(project.root, before, as_of=AS_OF)

    assert shown(without) == shown(whole(project))
