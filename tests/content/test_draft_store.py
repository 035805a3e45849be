"""What editors type is theirs on every machine, and is there until it is thrown away."""

from wizard.content.draft_store import Draft, DraftStore


def test_a_note_is_given_back_by_any_machine_with_how_often_it_was_written(engine):
    here, there = DraftStore(engine), DraftStore(engine)
    here.write("anna", "fork", Draft("가", "base", "가"))

    there.write("anna", "fork", Draft("나", "base", "가"))

    assert here.read("anna", "fork") == Draft("나", "base", "가", version=2, writers=("anna",))
    assert here.all_of("anna") == {"fork": Draft("나", "base", "가", version=2, writers=("anna",))}


def test_a_note_is_of_one_editor_and_one_guide(engine):
    store = DraftStore(engine)
    store.write("anna", "fork", Draft("가", "base"))

    assert store.read("berta", "fork") is None
    assert store.read("anna", "keys") is None
    store.drop("berta", "fork")
    assert list(store.all_of("anna")) == ["fork"]
    store.drop("anna", "fork")
    assert store.all_of("anna") == {}
