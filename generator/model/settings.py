"""What checks and views are told about the site."""

from pydantic import Field

from generator.model.entity import Entity, Slug, Text


class Settings(Entity):
    """The settings of `site_config/site.yml`."""

    name: Text = Field(description="What the site is called.", examples=["Local Protocols"])
    purpose: Text = Field(
        description="What the site is for, in a sentence.",
        examples=["Protocols of local authorities, in their own words, side by side."],
    )
    address: str | None = Field(
        default=None,
        pattern=r"^https?://\S+/$",
        description="Where the site is published, with a slash at the end.",
        examples=["https://protocols.example.org/"],
    )
    repository: str | None = Field(
        default=None,
        pattern=r"^https://\S+[^/]$",
        description="Where the files are kept, for 'edit' and 'report' links.",
        examples=["https://github.com/example/local-protocols"],
    )
    branch: Text = Field(default="main", description="The branch that editors change.", examples=["main"])
    contact: Text | None = Field(
        default=None,
        description="Where readers can write to: a role's address or a page.",
        examples=["protocols@example.org"],
    )
    static_pairs_up_to: int = Field(
        default=20,
        strict=True,
        ge=0,
        le=50,
        description="Up to how many protocols every pair has a page of its own.",
        examples=[20],
    )
    nearest_pairs: int = Field(
        default=5, strict=True, ge=0, le=20, description="Beyond that, how many pairs a protocol.", examples=[5]
    )
    pinned_pairs: tuple[tuple[Slug, Slug], ...] = Field(
        default=(), description="Pairs that always have a page.", examples=[[["harrow", "isle-of-wight"]]]
    )
