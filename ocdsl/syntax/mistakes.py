"""The catalogue of mistakes in wording: each with its message, why it matters and one mend.

The words in braces are filled in where the mistake is found. The codes are a public interface.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from ocdsl.base.diagnostics import Diagnostic, Severity
from ocdsl.base.source import Span


@frozen
class Mistake:
    """What is said about one kind of mistake."""

    message: str
    why: str
    fix: str


MOST = 100
"""Mistakes that are shown: a file with more is of another kind."""
_UNREAD = "Until this line can be read, the rule it states neither pays nor binds anyone."
_TWO_READINGS = "Two readers would pay different amounts at the boundary itself."
_ORDER = "Each line of a contract must have one reading, the one that will be paid."

MISTAKES: Mapping[str, Mistake] = {
    # ---- the file
    "EmptyFile": Mistake(
        "this file says nothing",
        "A contract without a line pays nobody.",
        'begin with a line such as `contract home-care "Home care"`',
    ),
    "FileTooLong": Mistake(
        "this file has {size} bytes; a contract may have up to 5,000,000",
        "No reader can check a contract of that length, so none of it was read.",
        "check that this is the contract and not an event log or a document of another kind",
    ),
    "TooManyMistakes": Mistake(
        "the first {count} mistakes are shown; there are more from this line on",
        "A file with so many may not be a contract at all.",
        "mend the mistakes above and check again",
    ),
    "NoLineEnds": Mistake(
        "this file has no line ends that can be read",
        "All of it looks like one line, so none of its rules could be found.",
        "save the file again as plain text with UTF-8 letters and ordinary line ends",
    ),
    "LineTooLong": Mistake(
        "this line has {size} characters; a rule may have up to 5,000",
        "Nobody could check a rule of that length, so it was not read.",
        "make several rules of it, or begin the line with `note` or `text` if it is prose",
    ),
    "HiddenCharacter": Mistake(
        "a hidden character (U+{number}) stands between these words",
        "Two names that look the same could be two different payments.",
        "delete the character, or type the words again",
    ),
    "HiddenControl": Mistake(
        "this line holds a hidden character (U+{number}) that turns the direction of writing",
        "It can make a price or a name look different on the screen from what is paid.",
        "delete the character, or type the line again",
    ),
    "LookAlikeLetter": Mistake(
        "`{word}` holds {letter}, which is not one of the letters a to z",
        "Two names that look the same could be two different payments.",
        "type the word again with the letters a to z",
    ),
    # ---- blocks
    "MissingBlockWord": Mistake(
        "no word at the start of this line says what it is",
        "Without it the lines below belong to nothing and none of them counts.",
        "begin the line with one of: {words}",
    ),
    "UnknownBlock": Mistake(
        "`{word}` is not a kind of block",
        "The lines below it were not read, so no rule among them counts.",
        "begin the line with one of: {words}",
    ),
    "MissingName": Mistake(
        "the {keyword} has no name",
        "Other lines and every decision refer to it by its name.",
        'write a lower-case name before the title, as in `{keyword} {example} "Title"`',
    ),
    "MissingTitle": Mistake(
        "the {keyword} has no title",
        "The title is what the specification and the statements print.",
        'write a title in quotes after the name, as in `{keyword} {example} "Title"`',
    ),
    "UnclosedTitle": Mistake(
        "the title that begins here has no closing quote",
        "Everything after it would be taken for the title.",
        "close the title with a quote on the same line",
    ),
    "UnopenedTitle": Mistake(
        "the title that ends here has no opening quote",
        "Without it its words would be read as part of a rule.",
        "write a quote before the first word of the title",
    ),
    "UnquotedTitle": Mistake(
        "the title is not in quotes",
        "Without quotes its words would be read as part of a rule.",
        "write `{fixed}`",
    ),
    "EmptyTitle": Mistake(
        "the title is empty",
        "The title is what the specification and the statements print.",
        "write words between the quotes",
    ),
    "ClauseInWrongBlock": Mistake(
        "`{words}` does not belong in {article} {block}; it belongs in {blocks}",
        "Here it would have no effect on what is paid.",
        "move the line to {blocks}",
    ),
    # ---- lists and tables
    "NeedsList": Mistake(
        "this line needs a list under it",
        "Without its conditions the rule would hold for everyone or for no one.",
        "add a line below for each condition, each beginning with `- `",
    ),
    "NeedsTable": Mistake(
        "this line needs a table under it",
        "Without its rows there is no amount to pay and nothing to check.",
        "add a heading row and rows below, each between `|` signs",
    ),
    "NeedsRows": Mistake(
        "this heading row has no rows under it",
        "Without its rows there is no amount to pay and nothing to check.",
        "add at least one row below, between `|` signs",
    ),
    "ListWithoutClause": Mistake(
        "no line above says what this {what} is for",
        "Conditions and prices that belong to no rule count for nothing.",
        "end the line above with `all of`, `any of` or the clause that takes a table, or delete it",
    ),
    "MissingMark": Mistake(
        "a `{mark}` is missing {where}",
        "Without it this line is not part of the list above it.",
        "write `{mark}` {where}",
    ),
    "UnevenHeading": Mistake(
        "this heading row has {count} and every row below has {wanted}",
        "An amount in the wrong column is an amount paid wrongly.",
        "give the heading row one heading for each column",
    ),
    "UnevenRow": Mistake(
        "this row has {count} and the heading row has {wanted}",
        "An amount in the wrong column is an amount paid wrongly.",
        "give the row one cell for each heading; a cell may be blank",
    ),
    # ---- dates, numbers and money
    "SlashDate": Mistake(
        "`{text}` can be read as two different days",
        "A term or a price that starts a month early or late moves real money.",
        "write the month in words: {fixed}",
    ),
    "DateForm": Mistake(
        "`{text}` is not how a date is written here",
        "One form for all dates leaves no doubt which day counts.",
        "write {fixed}",
    ),
    "LowerCaseMonth": Mistake(
        "the month in `{text}` begins with a small letter",
        "One form for all dates leaves no doubt which day counts.",
        "write `{fixed}`",
    ),
    "ImpossibleDate": Mistake(
        "`{text}` is a day that does not exist",
        "A window or a price tied to it would never begin or never end.",
        "write a day that the month has",
    ),
    "FarDate": Mistake(
        "the year in `{text}` is not between 1900 and 2199",
        "A term or a window in a year far from ours would never take in a single event.",
        "write the year that is meant",
    ),
    "UnboundedWord": Mistake(
        "`{text}` does not say whether {number} itself counts",
        _TWO_READINGS,
        "write {fixed}",
    ),
    "DashRange": Mistake(
        "`{text}` does not say whether its two ends count",
        _TWO_READINGS,
        "write {fixed}",
    ),
    "SignForWords": Mistake(
        "`{text}` is a sign where the boundary is said in words",
        _TWO_READINGS,
        "write {fixed}",
    ),
    "SignOfArithmetic": Mistake(
        "`{text}` is not how a sum is written here",
        "A sum in which one sign is taken for another pays another amount.",
        "write {fixed}",
    ),
    "LimitWords": Mistake(
        "`{text}` is said in other words here",
        "One form for each boundary leaves no doubt whether the number itself counts.",
        "write {fixed}",
    ),
    "MoneyInWords": Mistake(
        "`{text}` is not how money is written here",
        "One form for all money leaves no doubt what is an amount and what is a count.",
        "write {fixed}",
    ),
    "MoneyFormat": Mistake(
        "`{text}` is not how money is written here",
        "A comma or a point in the wrong place changes an amount a hundredfold.",
        "write {fixed}",
    ),
    "PercentForm": Mistake(
        "`{text}` is not how a percentage is written here",
        "One form for all percentages leaves no doubt about their size.",
        "write `{number}%`",
    ),
    "PercentOfNothing": Mistake(
        "`{text}` does not say of what",
        "A share of the payment and a share of the price can be different sums.",
        "write `{text} of the payment`",
    ),
    "BareNumber": Mistake(
        "`{text}`: pounds, per cent, or a count?",
        "A number without its unit could be paid as any of the three.",
        "write `{fixed}` if that is what is meant",
    ),
    "NumberTooLong": Mistake(
        "this number has more than 15 digits, with the pence of an amount",
        "No amount, score or count in a contract is that large, so it must be a slip.",
        "write the number that is meant",
    ),
    # ---- names and words
    "CapitalName": Mistake(
        "`{text}` is not written as names and words of a rule are",
        "A name with two spellings could be taken for two different things.",
        "write `{fixed}`",
    ),
    "NameForm": Mistake(
        "`{text}` is not how a name is written",
        "A name with two spellings could be taken for two different things.",
        "write lower-case words and numbers joined by single hyphens, as in `outcome-fee`",
    ),
    "ReservedWord": Mistake(
        "`{text}` is a word of the language and cannot be a name here",
        "The line could be read in two ways.",
        "choose another name, such as `{fixed}`",
    ),
    "MissingArticle": Mistake(
        "`{text}` is an event here and no article says which one",
        "`the`, `a` and `no` pick different events, so they pay different people.",
        "write `the {text}`, `a {text}` or `no {text}`",
    ),
    "Pronoun": Mistake(
        "`{text}` does not say which event is meant",
        "Two readers could take it for two different events, and pay on different days.",
        "name the event, as in {example}",
    ),
    "MisspeltWord": Mistake(
        "`{text}` is not a word that fits here; the nearest is `{fixed}`",
        _UNREAD,
        "write `{fixed}`",
    ),
    "MissingSpace": Mistake(
        "`{text}` is two words run together",
        _UNREAD,
        "write `{fixed}`",
    ),
    "MissingWord": Mistake(
        "{words} is missing {where}",
        _UNREAD,
        "write {words} {where}",
    ),
    "WrongWord": Mistake(
        "`{text}` cannot stand here; {words} can",
        _UNREAD,
        "write {words} in its place",
    ),
    "BelowNothing": Mistake(
        "`{text}` is below nothing, and no limit in this place can be",
        "A limit that everything meets, or nothing, reads as a rule and is none.",
        "write a limit of nothing or more; a field, a test and a target may have one below it",
    ),
    "OtherThing": Mistake(
        "`for each {text}` is not counted here, only for each {words}",
        "So many for each of one thing is other money than so many for each of another.",
        "write {words} if that limit is meant, and leave the line out if it is not",
    ),
    "ExtraWord": Mistake(
        "`{text}` is too much here",
        _UNREAD,
        "delete `{text}`",
    ),
    "NegatedTest": Mistake(
        "`{text}` cannot turn a test round here",
        "Read the wrong way round, a rule pays exactly those whom it was to leave out.",
        "{mend}",
    ),
    "SaidOtherwise": Mistake(
        "`{text}` has no meaning in this place",
        _UNREAD,
        "{mend}",
    ),
    "AndOrMixed": Mistake(
        "`and` and `or` are on one line",
        "Which of the two binds first decides who is paid for.",
        "write `all of` or `any of` at the end of the line and the conditions as bullets below",
    ),
    "CommaClause": Mistake(
        "a comma only separates the items of one list; `{text}` begins a new idea",
        _ORDER,
        "end the line before the comma and begin a new line with `{text}`",
    ),
    "RunOnLine": Mistake(
        "a clause is one line; `{text}` begins another",
        _ORDER,
        "end the line before it and begin a new line with `{text}`",
    ),
    "HashInText": Mistake(
        "the text begins with `#`, so it would be taken for a comment",
        "A comment is never printed: the reader of the specification would not see it.",
        "begin the text with a word, or move the comment to a line of its own",
    ),
    "MissingText": Mistake(
        "there are no words after `{text}`",
        "An empty line of text tells its reader nothing.",
        "write the words on the same line, or delete the line",
    ),
    "UnfinishedLine": Mistake(
        "the line stops too soon: after `{text}` comes {words}",
        _UNREAD,
        "finish the line with {words}",
    ),
    "TotalInTest": Mistake(
        "a test begins with a name, and `{text}` has none",
        _UNREAD,
        "write a measure that `is  {text}`, for each provider and period, and test the measure "
        "by its name in a payment for the same",
    ),
    "WhereInRecover": Mistake(
        "money is taken back on any {text}: no `where` can pick one",
        "Two readers would take the money back for different reasons.",
        "write an outcome that is `achieved  on the first {text} where …`, and a `deduction` that "
        "`takes` the amount for each of it",
    ),
    "TotalPaid": Mistake(
        "`{text}` is no value: nothing here says what a payment came to",
        "What a payment comes to depends on caps, and on what is taken back later.",
        "take the number of results times the price, or the total of what the price rests on",
    ),
    "NotUnderstood": Mistake(
        "`{text}` cannot stand here; what can is {words}",
        _UNREAD,
        "compare the line with one of the same kind in the language reference, which also lists "
        "what cannot be said, and what is said in its place",
    ),
}


def report(
    code: str, span: Span, heading: str = "", corrected: tuple[str, ...] = (), **words: str
) -> Diagnostic:
    """The diagnostic of a mistake in the catalogue. Raises KeyError for an unknown code.

    `corrected` is the line as it should read, or a line for each reading.
    """
    mistake = MISTAKES[code]
    return Diagnostic(
        code,
        Severity.ERROR,
        _sentence(mistake.message.format(**words)),
        mistake.why,
        _sentence(mistake.fix.format(**words)),
        span,
        heading,
        corrected=corrected,
    )


def _sentence(text: str) -> str:
    """The text with a capital letter at its start and a full stop at its end."""
    return text[:1].upper() + text[1:] + ("" if text.endswith("?") else ".")
