"""What stands under each key of a model is read from its source."""

from pydantic import BaseModel

from wizard.steps.key_descriptions import key_descriptions


class Parent(BaseModel):
    """A model."""

    said: str = ""
    """What the parent says of it."""

    kept: str = ""
    """What only the parent
    says.
    """

    bare: str = ""


class Child(Parent):
    """Another."""

    said: str = ""
    """What the child says of it."""


def test_each_key_has_the_text_under_it_and_a_key_without_text_has_none() -> None:
    assert key_descriptions(Parent) == {
        "said": "What the parent says of it.",
        "kept": "What only the parent\nsays.",
    }


def test_what_a_child_says_stands_before_what_its_parent_said() -> None:
    assert key_descriptions(Child) == {
        "said": "What the child says of it.",
        "kept": "What only the parent\nsays.",
    }


def test_a_model_of_which_no_source_is_left_says_nothing() -> None:
    made = type("Made", (BaseModel,), {"__annotations__": {"said": str}, "said": ""})
    assert key_descriptions(made) == {}
