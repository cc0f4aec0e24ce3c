import gzip
import io
import zlib

import pytest
from gather_site import bomb
from hypothesis import given, settings
from hypothesis import strategies as st

from tamani.gather.bounded import Unpacking, join, pieces_of, unpacked
from tamani.gather.chunks import without_chunks
from tamani.gather.gathered import GatherError

TEXT = b"Le pont a rouvert lundi. " * 5000


def cut(data, size):
    return [data[at : at + size] for at in range(0, len(data), size)]


def raw_deflate(data):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize("size", [1, 7, 1000, 10**7])
@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("", TEXT[:3000]), ("identity", TEXT[:3000]), ("gzip", gzip.compress(TEXT[:3000])),
        ("x-gzip", gzip.compress(TEXT[:1000]) + gzip.compress(TEXT[1000:3000]) + bytes(20)),
        ("deflate", zlib.compress(TEXT[:3000])), (" Deflate ", raw_deflate(TEXT[:3000])),
    ],
)  # fmt: skip
def test_what_is_packed_comes_out_however_it_is_cut(encoding, packed, size):
    assert join(unpacked(cut(packed, size), encoding), 10_000) == TEXT[:3000]


def test_a_bomb_is_unpacked_no_further_than_the_limit():
    given = []

    def counted(pieces):
        for piece in pieces:
            given.append(len(piece))
            yield piece

    with pytest.raises(GatherError) as refused:
        join(counted(unpacked([bomb(50_000_000)], "gzip")), 1_000_000)
    assert refused.value.why.code == "gather_too_large"
    assert sum(given) <= 2_000_000


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "zstd", "x" * 500])
def test_unknown_and_stacked_encodings_are_refused(encoding):
    with pytest.raises(GatherError, match="compressed in a way"):
        unpacked([b""], encoding)


@pytest.mark.parametrize("packed", [gzip.compress(TEXT)[:-20], gzip.compress(TEXT)[:50], b"\x1f\x8bnothing"])
def test_broken_compression_is_told(packed):
    with pytest.raises(GatherError, match="compression is broken"):
        join(unpacked([packed], "gzip"), 10**7)


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", ""]))
def test_any_bytes_unpack_or_are_refused(data, encoding):
    for packed in (data, b"\x1f\x8b\x08" + data):
        try:
            assert len(join(unpacked([packed], encoding), 1000)) <= 1000
        except GatherError:
            continue


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_lines_of_a_file_and_those_that_are_too_long(pack):
    data = b"one\ntwo\r\n\n" + b"x" * 200_000 + b"\nlast"
    lines = list(Unpacking(io.BytesIO(pack(data))).lines(1000))
    assert lines == [b"one", b"two\r", b"", None, b"last"]


def test_a_file_without_end_is_read_no_further_than_the_limit():
    class Endless(io.RawIOBase):
        def read(self, size=-1):
            return bytes(size)

    with pytest.raises(GatherError, match="larger"):
        join(pieces_of(Unpacking(Endless())), 1_000_000)


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_chunks_are_joined(size):
    data = b"5\r\nhello\r\n6;name=v\r\n world\r\n0\r\n\r\n"
    assert b"".join(without_chunks(cut(data, size))) == b"hello world"


def test_what_is_only_called_chunked_is_left_as_it_is():
    assert b"".join(without_chunks([b"<html>" + TEXT])) == b"<html>" + TEXT
    assert b"".join(without_chunks([b"<html>"])) == b"<html>"


@settings(deadline=None)
@given(st.lists(st.binary(max_size=30), max_size=8))
def test_any_bytes_pass_the_chunk_reader(pieces):
    assert len(b"".join(without_chunks(pieces))) <= sum(map(len, pieces))
