from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from teleread.worklist.assignment import Choice, Waiting, choose, expected_minutes, plan, why_nobody
from teleread.worklist.reading import Part
from teleread.worklist.specialist import Need, Specialist, Unfit, unfit_for
from tests.unit.worklist.a_reading import EIGHT
from tests.unit.worklist.test_specialist import NEED, WANG

ZHAO = replace(WANG, account_id=UUID(int=2))
QIAN = replace(WANG, account_id=UUID(int=3))


def waiting(number: int, need: Need = NEED, *, is_emergency: bool = False, minutes: int = 60) -> Waiting:
    return Waiting(UUID(int=number), 1, need, is_emergency, EIGHT + timedelta(minutes=minutes))


def test_the_least_loaded_is_chosen_and_everybody_is_kept():
    choice = choose(NEED, [replace(WANG, load_minutes=9), replace(ZHAO, load_minutes=4)], EIGHT)

    assert choice.account_id == ZHAO.account_id
    assert choice.reasons() == {
        "rule": "least_loaded",
        "considered": [
            {"account_id": str(WANG.account_id), "load_minutes": 9, "unfit": []},
            {"account_id": str(ZHAO.account_id), "load_minutes": 4, "unfit": []},
        ],
    }


def test_who_was_asked_before_is_asked_again_only_when_nobody_else_is_fit():
    need = replace(NEED, asked=frozenset({WANG.account_id}))

    assert choose(need, [WANG, replace(ZHAO, load_minutes=99)], EIGHT).account_id == ZHAO.account_id
    assert choose(need, [WANG, replace(ZHAO, duties=frozenset())], EIGHT).account_id == WANG.account_id


def test_who_gave_it_back_is_not_asked_again():
    assert choose(replace(NEED, released=frozenset({WANG.account_id})), [WANG], EIGHT).account_id is None


def test_the_most_urgent_is_given_out_first_and_loads_grow():
    urgent = waiting(3, is_emergency=True, minutes=90)
    planned = plan([waiting(1, minutes=60), waiting(2, minutes=30), urgent], [WANG, ZHAO], EIGHT)

    assert [each.reading_id.int for each, _ in planned] == [3, 2, 1]
    assert [choice.account_id for _, choice in planned] == [WANG.account_id, ZHAO.account_id, WANG.account_id]


def test_reviewing_counts_for_half():
    assert [expected_minutes("ultrasound", part) for part in Part] == [10, 5]
    assert expected_minutes("unheard-of", Part.AUTHOR) == 8


def test_what_is_to_mend_when_nobody_is_fit():
    asleep, stranger = replace(WANG, duties=frozenset()), replace(ZHAO, credentials=frozenset(), duties=frozenset())

    def why(need: Need, *specialists: Specialist) -> Unfit:
        return why_nobody(need, choose(need, specialists, EIGHT))

    assert why(replace(NEED, department_ids=frozenset()), WANG) is Unfit.NO_PARTNERSHIP
    assert why(NEED) is Unfit.NO_CREDENTIAL
    assert why(NEED, stranger) is Unfit.NO_CREDENTIAL
    assert why(NEED, asleep, stranger) is Unfit.OFF_DUTY
    assert why(NEED, replace(WANG, parts=frozenset()), asleep) is Unfit.OFF_DUTY


@given(
    st.lists(st.tuples(st.integers(0, 60), st.booleans(), st.booleans(), st.booleans()), max_size=6),
    st.sampled_from(Part),
)
def test_whoever_is_chosen_is_fit_or_only_asked_before(people, part):
    need = replace(NEED, part=part, author_id=UUID(int=1), asked=frozenset({UUID(int=2)}))
    specialists = [
        replace(
            WANG,
            account_id=UUID(int=number),
            load_minutes=load,
            is_active=is_active,
            parts=frozenset(Part) if has_role else frozenset(),
            duties=WANG.duties if is_on_duty else frozenset(),
        )
        for number, (load, is_active, has_role, is_on_duty) in enumerate(people, start=1)
    ]
    choice: Choice = choose(need, specialists, EIGHT)

    assert len(choice.considered) == len(specialists)
    if choice.account_id is not None:
        (chosen,) = (each for each in specialists if each.account_id == choice.account_id)
        assert unfit_for(chosen, need, EIGHT) <= {Unfit.ASKED_BEFORE}
        assert part is Part.AUTHOR or chosen.account_id != need.author_id
