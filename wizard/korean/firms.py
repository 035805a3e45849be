"""What a Korean firm is called, and by what it is reached: names and numbers as people write them."""

import re
import unicodedata

_DASHES = "".join(c for c in map(chr, range(0x3100)) if unicodedata.category(c) == "Pd")
_BETWEEN = re.compile(rf"[\s.,·‧•∙⋅・ㆍ/_~()\[\]{re.escape(_DASHES)}\u2212ー]")
"""What people put between the digits of a number."""

_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_LABELLED = re.compile(r"(?:[가-힣]+[A-Za-z]*|[A-Za-z]{2,12})?:?(\+?[0-9]+)[가-힣]*")
_ABROAD = re.compile(r"(?:\+|00)820?|820?(?=[1-7][0-9]{8})")
_GROUPS = re.compile(r"(02|050\d|0[1-9]\d)(\d{3,4})(\d{4})|(1\d{3})(\d{4})")
_SHORT_FORMS = re.compile(r"[(\[](?:주|유|합|사|재|자|농)[)\]]|㈔")
_FORMS = re.compile("주식회사|유한책임회사|유한회사|합자회사|합명회사|농업회사법인|영농조합법인")
_NO_LETTER = re.compile(r"[\W_]")


def firm_name(written: str) -> str:
    """Give a name as it is kept: composed (NFC), with one blank where there were several."""
    return " ".join(unicodedata.normalize("NFC", written).split())


def number(written: str) -> str:
    """Give the digits of a number written with dashes, dots, blanks or a label before it.

    What is no number stays what it is: "22081-6251a" is "220816251a".
    """
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", written))
    bare = _BETWEEN.sub("", plain)
    labelled = _LABELLED.fullmatch(bare)
    return labelled[1] if labelled else bare


def phone(written: str) -> str:
    """Give a phone number as it is dialled in Korea: "+82 10-1234-5678" is "01012345678"."""
    dialled = number(written)
    abroad = _ABROAD.match(dialled)
    return f"0{dialled[abroad.end() :]}" if abroad else dialled


def write_phone(dialled: str) -> str:
    """Write a number in the groups in which it is read aloud: "01012345678" is "010-1234-5678".

    What is no number of Korea stays as it is.
    """
    found = _GROUPS.fullmatch(dialled)
    return "-".join(filter(None, found.groups())) if found else dialled


def write_number(digits: str) -> str:
    """Write the ten digits of a 사업자등록번호 in its groups: "2208162517" is "220-81-62517"."""
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}"


def fold(name: str) -> str:
    """Give a name as it is searched: without its legal form, blanks, signs and case.

    "㈜한빛 상회", "(주)한빛상회" and "한빛상회 주식회사" are one; a name of nothing else stays.
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    letters = _NO_LETTER.sub("", plain)
    short = _NO_LETTER.sub("", _SHORT_FORMS.sub("", plain))
    return _FORMS.sub("", short) or letters
