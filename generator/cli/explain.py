"""`protocols explain`: what a rule reports and why."""

import click

from generator import pipeline
from generator.reporting.explanation import explained, listed
from generator.schema.nearest import nearest


@click.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Say what RULE reports and why, with an example; without RULE, list them all."""
    rules = {text.name: text for text in pipeline.rules()}
    if rule is None:
        click.echo(listed(rules.values()), nl=False)
        return
    name = rule.strip().strip("[]").casefold()
    if name not in rules:
        meant = nearest(name, rules)
        hint = f"did you mean '{meant}'?" if meant else "'protocols explain' lists them all"
        raise click.UsageError(f"there is no rule '{rule}'; {hint}")
    click.echo(explained(rules[name]), nl=False)
