import itertools

from hypothesis import given
from hypothesis import strategies as st

from tamani.views.segments import Cover, segments

offsets = st.integers(0, 60)
covers = st.lists(
    st.builds(Cover, offsets, offsets, st.sampled_from(["q1", "a1", "a2"]), st.sampled_from("xy"))
)


@given(st.integers(0, 30), st.integers(31, 60), covers)
def test_segments_are_the_whole_stretch_in_order_whatever_overlaps(start, end, found):
    cut = list(segments(start, end, found))
    assert cut[0].start == start
    assert cut[-1].end == end
    assert all(left.end == right.start for left, right in itertools.pairwise(cut))
    assert all(segment.start < segment.end for segment in cut)


@given(st.integers(0, 30), st.integers(31, 60), covers)
def test_every_character_carries_exactly_the_covers_it_lies_in(start, end, found):
    for segment in segments(start, end, found):
        for offset in range(segment.start, segment.end):
            assert set(segment.covers) == {c for c in found if c.start <= offset < c.end}


def test_the_longest_cover_comes_first():
    outer, inner = Cover(0, 10, "q1", "direct"), Cover(3, 5, "a1", "person")
    assert [s.covers for s in segments(0, 10, [inner, outer])] == [(outer,), (outer, inner), (outer,)]
