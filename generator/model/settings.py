"""What checks and views are told about the site."""

from pydantic import Field

from generator.model.entity import Entity, Slug, Text


class Settings(Entity):
    """The settings of `site_config/site.yml`."""

    name: Text = Field(description="What the site is called.", examples=["Local Protocols"])
    purpose: Text = Field(description="What the site is for, in a sentence.")
    address: str | None = Field(
        default=None, pattern=r"^https?://\S+/$", description="Where the site is published, with a slash at the end."
    )
    repository: str | None = Field(
        default=None,
        pattern=r"^https://\S+[^/]$",
        description="Where the files are kept, for 'edit' and 'report' links.",
    )
    branch: Text = Field(default="main", description="The branch that editors change.")
    contact: Text | None = Field(default=None, description="Where readers can write to: a role's address or a page.")
    static_pairs_up_to: int = Field(
        default=20, ge=0, le=50, description="Up to how many protocols every pair has a page of its own."
    )
    nearest_pairs: int = Field(default=5, ge=0, le=20, description="Beyond that, how many pairs a protocol.")
    pinned_pairs: tuple[tuple[Slug, Slug], ...] = Field(
        default=(), description="Pairs that always have a page.", examples=[[["harrow", "isle-of-wight"]]]
    )
