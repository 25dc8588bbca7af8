"""Ways to spoil a contract's text, as slips of the hand, of an editor, or out of malice."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Text = str | bytes
Mutator = Callable[[Random, str], Text]

ODD = (
    "\u202e", "\u2066", "\u200f", "\u200b", "\u00ad", "\ufeff", "\x00", "\x07", "\x1b[31m", "\x85",
    "\u2028", "\r", "\t", "\u00a0", "\u0301", "\u0338" * 20, "е", "ο", "ａ", "１", "٣", "Ⅷ", "ǆ",
    "ﬁ", "ß", "İ", "🏠", "👩‍👩‍👧", "\ud800", "\udfff", "“", "”", "‘", "–", "—", "−", "•", "…", "½",
    "€", "#", "|", "-", '"', "`", "\\", "%", "£", ",", ".", ";", "=", ">", "<", "!!", "{", "}", "$",
)  # fmt: skip
_VALUES = (
    "£1575.5", "65+", "over 60", "between 5 and 9", "01/04/2026", "30 February 2026", "it", "%",
    "1 April", "£-5", "-1", "0", "00", "1e9", "0x1F", "£0.005", "99.999999%", "1,00", "2026-02-30",
    "31 December 9999", "1 January 0001", "no", "the", "each", "all of", "and", "or", "nothing",
)  # fmt: skip


def _spot(random: Random, text: str) -> int:
    return random.randrange(len(text) + 1)


def _line(random: Random, text: str) -> tuple[list[str], int]:
    lines = text.split("\n")
    return lines, random.randrange(len(lines))


def _words(random: Random, text: str) -> tuple[str, re.Match[str] | None]:
    found = list(re.finditer(r"\S+", text))
    return text, random.choice(found) if found else None


def _put(text: str, match: re.Match[str] | None, new: str) -> str:
    return text if match is None else text[: match.start()] + new + text[match.end() :]


def word_deleted(random: Random, text: str) -> str:
    """A word is left out."""
    return _put(*_words(random, text), "")


def word_doubled(random: Random, text: str) -> str:
    """A word is written twice."""
    text, match = _words(random, text)
    return _put(text, match, f"{match[0]} {match[0]}" if match else "")


def word_from_elsewhere(random: Random, text: str) -> str:
    """A word takes the place of another."""
    words = text.split() or [""]
    return _put(*_words(random, text), random.choice(words))


def words_swapped(random: Random, text: str) -> str:
    """Two words of a line change places."""
    lines, at = _line(random, text)
    words = lines[at].split(" ")
    if len(words) > 1:
        n = random.randrange(len(words) - 1)
        words[n], words[n + 1] = words[n + 1], words[n]
    return "\n".join([*lines[:at], " ".join(words), *lines[at + 1 :]])


def letters_swapped(random: Random, text: str) -> str:
    """Two letters of a word change places."""
    text, match = _words(random, text)
    if match is None or len(match[0]) < 2:
        return text
    word, n = match[0], random.randrange(len(match[0]) - 1)
    return _put(text, match, word[:n] + word[n + 1] + word[n] + word[n + 2 :])


def letter_dropped(random: Random, text: str) -> str:
    """A character is left out."""
    at = _spot(random, text)
    return text[:at] + text[at + 1 :]


def line_moved(random: Random, text: str) -> str:
    """A line stands elsewhere."""
    lines, at = _line(random, text)
    line = lines.pop(at)
    lines.insert(random.randrange(len(lines) + 1), line)
    return "\n".join(lines)


def line_deleted(random: Random, text: str) -> str:
    """A line is left out."""
    lines, at = _line(random, text)
    return "\n".join([*lines[:at], *lines[at + 1 :]])


def line_doubled(random: Random, text: str) -> str:
    """A line stands twice."""
    lines, at = _line(random, text)
    return "\n".join([*lines[: at + 1], *lines[at:]])


def lines_joined(random: Random, text: str) -> str:
    """A line end is left out."""
    lines, at = _line(random, text)
    return "\n".join([*lines[:at], " ".join(lines[at : at + 2]), *lines[at + 2 :]])


def block_moved(random: Random, text: str) -> str:
    """A run of lines stands elsewhere."""
    lines, at = _line(random, text)
    run = lines[at : at + random.randint(2, 12)]
    rest = lines[:at] + lines[at + len(run) :]
    to = random.randrange(len(rest) + 1)
    return "\n".join([*rest[:to], *run, *rest[to:]])


def cell_blanked(random: Random, text: str) -> str:
    """A cell of a table is blank."""
    cells = list(re.finditer(r"(?<=\|)[^|\n]+(?=\|)", text))
    if not cells:
        return line_deleted(random, text)
    cell = random.choice(cells)
    return _put(text, cell, random.choice(("", " ", " " * len(cell[0]))))


def sign_added(random: Random, text: str) -> str:
    """A bracket, quote, bar or other sign too much."""
    at = _spot(random, text)
    return text[:at] + random.choice("()[]{}\"'“”|-,.:;/*&@#£%<>=+") + text[at:]


def odd_character(random: Random, text: str) -> str:
    """A character that no contract needs: hidden, combining, from elsewhere, half a pair."""
    at = _spot(random, text)
    return text[:at] + random.choice(ODD) * random.choice((1, 1, 1, 2, 40)) + text[at:]


def odd_value(random: Random, text: str) -> str:
    """A value another way, in place of a word."""
    return _put(*_words(random, text), random.choice(_VALUES))


def huge_number(random: Random, text: str) -> str:
    """A number of very many digits."""
    number = str(random.randint(1, 9)) * random.choice((14, 15, 16, 19, 20, 40, 400, 4_400))
    form = random.choice(("{}", "£{}", "{}%", "£{}.00", "{}.5", "0.{}", "{} days", "1 April {}"))
    numbers = list(re.finditer(r"£?\d[\d,.]*%?", text))
    return _put(text, random.choice(numbers) if numbers else None, form.format(number))


def nested(random: Random, text: str) -> str:
    """The same opening words over and over, as deep as they go."""
    piece = random.choice((
        "the end of ", "where the first closure ", "all of\n    - ", "- ", "| ", "(", "not ",
        "the month of ", "at the first closure ", "one of a, ", "at least ", '"', "and ", "# ",
    ))  # fmt: skip
    at = _spot(random, text)
    return text[:at] + piece * random.choice((2, 5, 50, 500)) + text[at:]


def case_changed(random: Random, text: str) -> str:
    """A word in capitals, or with one."""
    text, match = _words(random, text)
    word = match[0] if match else ""
    return _put(text, match, random.choice((word.upper(), word.capitalize(), word.swapcase())))


def cut_short(random: Random, text: str) -> Text:
    """The end of the file is lost, within a character too."""
    if random.random() < 0.5:
        return text[: _spot(random, text)]
    content = text.encode("utf-8", "surrogatepass")
    return content[: random.randrange(len(content) + 1)]


def bytes_flipped(random: Random, text: str) -> bytes:
    """Some bytes are others."""
    content = bytearray(text.encode("utf-8", "surrogatepass"))
    for _ in range(random.randint(1, 8)) if content else ():
        content[random.randrange(len(content))] = random.randrange(256)
    return bytes(content)


def other_encoding(random: Random, text: str) -> bytes:
    """Saved as another encoding, at times with half a pair in it."""
    name = random.choice(
        ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252", "utf-7")
    )
    how = "surrogatepass" if name.startswith("utf-16") or name == "utf-32" else "replace"
    spoilt = odd_character(random, text) if random.random() < 0.3 else text
    return spoilt.encode(name, how)


def line_ends(random: Random, text: str) -> str:
    """Other line ends."""
    return text.replace(
        "\n", random.choice(("\r\n", "\r", "\n\n", "\n\r", "\u2028", "\x0b", " \n"))
    )


def random_text(random: Random, text: str) -> Text:
    """Nothing of the contract: words of the language, or any bytes at all."""
    if random.random() < 0.3:
        return random.randbytes(random.randrange(400))
    words = text.split() or ["x"]
    lines = (random.choices(words, k=random.randint(0, 9)) for _ in range(random.randint(1, 30)))
    return "\n".join(random.choice(("", "  ")) + " ".join(line) for line in lines)


MUTATORS: tuple[Mutator, ...] = (
    word_deleted, word_doubled, word_from_elsewhere, words_swapped, letters_swapped, letter_dropped,
    line_moved, line_deleted, line_doubled, lines_joined, block_moved, cell_blanked, sign_added,
    odd_character, odd_value, huge_number, nested, case_changed, cut_short, bytes_flipped,
    other_encoding, line_ends, random_text,
)  # fmt: skip


def spoil(random: Random, text: str) -> tuple[str, Text]:
    """A text spoilt once or a few times, and how."""
    names, spoilt = [], text
    for _ in range(random.choice((1, 1, 1, 2, 3, 5))):
        mutator = random.choice(MUTATORS)
        names.append(mutator.__name__)
        changed = mutator(random, spoilt)
        if isinstance(changed, bytes):
            return "+".join(names), changed
        spoilt = changed
    return "+".join(names), spoilt
