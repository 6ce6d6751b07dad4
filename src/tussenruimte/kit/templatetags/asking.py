"""Questions of a form, each the same way: label, hint, box, what is wrong."""

from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, Select, Textarea

from tussenruimte.kit.templatetags.wording import soft_of

register = template.Library()


@register.inclusion_tag("web/parts/field.html")
def field(
    bound: BoundField, *, low: bool = False, short: bool = False, code: bool = False
) -> dict[str, Any]:
    """One question of a form: label above, hint under it, the box, and what is wrong."""
    widget = bound.field.widget
    is_box = isinstance(widget, CheckboxInput)
    has_choices = getattr(widget, "input_type", "") in {"radio", "checkbox"} and not is_box
    wanted = {"low": low, "short": short, "code": code}
    soft = soft_of(bound)
    attrs = _attrs_of(widget, wanted) | soft.attrs
    return {
        "field": bound,
        "control": "" if has_choices else bound.as_widget(attrs=attrs),
        "choices": _choices_of(bound) if has_choices else [],
        "is_box": is_box,
        "is_optional": not bound.field.required and not is_box,
        "soft": soft,
    }


def _attrs_of(widget: Any, wanted: dict[str, bool]) -> dict[str, Any]:
    """What the box gets besides what the form gave it."""
    if isinstance(widget, CheckboxInput):
        return {}
    classes = [*_classes_of(widget, wanted), widget.attrs.get("class", "")]
    attrs: dict[str, Any] = {"class": " ".join(classes).strip()}
    if isinstance(widget, Textarea):
        attrs["rows"] = 3 if "bigtext--low" in attrs["class"] else 5
    return attrs


def _classes_of(widget: Any, wanted: dict[str, bool]) -> list[str]:
    if isinstance(widget, Textarea):
        return ["bigtext"] + ["bigtext--low"] * wanted["low"]
    if isinstance(widget, Select):
        return ["select"] + ["input--short"] * wanted["short"]
    return ["input", *(f"input--{name}" for name in ("short", "code") if wanted[name])]


def _choices_of(bound: BoundField) -> list[dict[str, Any]]:
    """Each choice with its second line, which a screen reader hears with it."""
    hints = getattr(bound.field.widget, "hints", {})
    choices = []
    for choice in bound.subwidgets:
        hint = hints.get(str(choice.data["value"]), "")
        hint_id = f"{choice.id_for_label}_hint"
        if hint:
            choice.data["attrs"]["aria-describedby"] = hint_id
        choices.append({"choice": choice, "hint": hint, "hint_id": hint_id})
    return choices
