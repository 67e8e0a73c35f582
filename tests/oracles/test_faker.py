"""Every method of `faker` in every locale: shape, signs, variety, check digits, and rows that agree with themselves.

Oracles: regular expressions and counts of our own, python-stdnum for check digits, phonenumbers for telephones, DuckDB
over a table of people in 25 locales.
"""

import csv
import json
import os
import re
import subprocess
import unicodedata

import phonenumbers
import pytest
from conftest import PROGRAM, entity, spec_of
from stdnum import ean, iban, isbn, luhn
from stdnum.au import tfn
from stdnum.be import nn
from stdnum.br import cpf
from stdnum.ca import sin
from stdnum.ch import ssn as swiss
from stdnum.cn import ric
from stdnum.dk import cpr
from stdnum.es import dni
from stdnum.fi import hetu
from stdnum.fr import nir
from stdnum.in_ import aadhaar
from stdnum.nl import bsn
from stdnum.pl import pesel
from stdnum.se import personnummer
from stdnum.tr import tckimlik
from stdnum.us import ein, ssn
from stdnum.za import idnr

FULL = os.environ.get("DATAGEN_FULL") == "1"
ROWS = 1000 if FULL else 300

# What each method's texts look like, in any locale; and the least number of different texts in 1,000 rows.
ANY = r"[^\s].*[^\s]|[^\s]"
SHAPES = {
    "name": (r".+", 300),
    "first_name": (ANY, 10),
    "last_name": (ANY, 10),
    "prefix": (ANY, 1),
    "suffix": (ANY, 1),
    "gender": (r"female|male", 2),
    "user_name": (r"[a-z0-9]+", 500),
    "email": (r"[a-z0-9]+\.[a-z0-9]+@example\.(com|org|net)", 500),
    "safe_email": (r"[a-z0-9]+\.[a-z0-9]+@example\.(com|org|net)", 500),
    "free_email": (r"[a-z0-9]+\.[a-z0-9]+@[\w.-]+\.[a-z]+", 500),
    "phone_number": (r"\+\d{1,3}[ \d()-]{5,}", 900),
    "job": (ANY, 20),
    "date_of_birth": (r"19[3-9]\d-[01]\d-[0-3]\d|200\d-[01]\d-[0-3]\d", 800),
    "address": (r".{8,}", 900),
    "street_address": (r".{3,}", 300),
    "street_name": (ANY, 20),
    "building_number": (r".*[\d١-٩০-৯/].*|.*s/n\.?", 9),
    "secondary_address": (ANY, 1),
    "city": (ANY, 10),
    "state": (ANY, 1),
    "state_abbr": (ANY, 1),
    "postcode": (r"[A-Z0-9٠-٩ -]{3,12}", 1),
    "country": (ANY, 200),
    "country_code": (r"[A-Z]{2}", 200),
    "current_country": (ANY, 1),
    "current_country_code": (r"[A-Z]{2}", 1),
    "timezone": (r"[A-Za-z_]+(/[A-Za-z_+-]+)*(/[A-Za-z_+-]+)?", 100),
    "latitude": (r"-?\d{1,2}\.\d{1,6}", 990),
    "longitude": (r"-?\d{1,3}\.\d{1,6}", 990),
    "company": (ANY, 20),
    "company_suffix": (ANY, 1),
    "bs": (r".+ .+ .+", 500),
    "catch_phrase": (r".+", 500),
    "domain_word": (r"[a-z0-9]+-[a-z0-9]+", 300),
    "domain_name": (r"[a-z0-9]+-[a-z0-9]+\.\S+", 300),
    "url": (r"https://www\.[a-z0-9]+-[a-z0-9]+\.\S+/", 300),
    "ipv4": (r"([1-9]?\d|1\d\d|2[0-4]\d|25[0-5])(\.([1-9]?\d|1\d\d|2[0-4]\d|25[0-5])){3}", 990),
    "ipv6": (r"2001:db8(:[0-9a-f]{4}){6}", 990),
    "mac_address": (r"02(:[0-9a-f]{2}){5}", 990),
    "user_agent": (r"Mozilla/5\.0 \(.+\) .+", 50),
    "mime_type": (r"[a-z]+/[A-Za-z0-9.+-]+", 30),
    "file_extension": (r"[a-z0-9-]+", 50),
    "file_name": (r"[^/]+\.[a-z0-9-]+", 100),
    "locale": (r"[a-z]{2}_[A-Z]{2}", 20),
    "word": (ANY, 20),
    "sentence": (r".+\.", 500),
    "paragraph": (r"(.+?\.){3,}", 990),
    "text": (r"(.+?\.){5,}", 990),
    "color_name": (ANY, 5),
    "hex_color": (r"#[0-9a-f]{6}", 990),
    "iban": (r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", 990),
    "bban": (r"[A-Z0-9]{11,30}", 990),
    "swift": (r"[A-Z]{6}[A-Z0-9]{2}", 990),
    "currency_code": (r"[A-Z]{3}", 100),
    "currency_name": (ANY, 100),
    "credit_card_number": (r"\d{14,16}", 990),
    "credit_card_provider": (r"[A-Z][A-Za-z ]+", 6),
    "credit_card_expire": (r"(0[1-9]|1[0-2])/\d{2}", 50),
    "credit_card_security_code": (r"\d{3}", 500),
    "uuid4": (r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", 1000),
    "md5": (r"[0-9a-f]{32}", 1000),
    "sha1": (r"[0-9a-f]{40}", 1000),
    "sha256": (r"[0-9a-f]{64}", 1000),
    "ssn": (r"[0-9A-Z. -]{9,18}", 700),
    "ein": (r"\d{2}-\d{7}", 990),
    "license_plate": (r"\S.{4,13}", 400),
    "vin": (r"[A-HJ-NPR-Z0-9]{17}", 990),
    "ean13": (r"\d{13}", 990),
    "ean8": (r"\d{8}", 990),
    "isbn13": (r"978\d{10}", 990),
    "isbn10": (r"\d{9}[\dX]", 990),
}
NUMBERS = {"latitude": "float", "longitude": "float", "date_of_birth": "date"}
# Locales whose own script is not Latin, as a word of its Unicode names.
SCRIPTS = {
    "ar": "ARABIC", "dv": "THAANA", "el": "GREEK", "fa": "ARABIC", "he": "HEBREW", "hy": "ARMENIAN",
    "ja": "CJK|HIRAGANA|KATAKANA|IDEOGRAPHIC", "ka_GE": "GEORGIAN", "ko": "HANGUL", "mk": "CYRILLIC", "ne": "DEVANAGARI",
    "ru": "CYRILLIC", "th": "THAI", "uk": "CYRILLIC", "ur": "ARABIC", "zh_CN": "CJK", "zh_TW": "CJK",
}  # fmt: skip
# Data without persons of their own: English names, as the reference says.
NO_PERSONS = {"bn_BD", "cy", "mn_MN_cyrl", "ta_IN"}


def reference(program):
    return program.run("functions", "generator faker").stdout


def methods(program):
    return re.findall(r"^\| `(\w+)` \|", reference(program), re.M)


def locales(program):
    return re.search(r"^Locales: (.*)\.$", reference(program), re.M).group(1).split(", ")


def same_everywhere():
    """Methods that no place changes, and that take none."""
    page = subprocess.run(
        [str(PROGRAM), "functions", "faker"], capture_output=True, text=True, check=True
    ).stdout
    return set(re.findall(r"^\| `(\w+)` \| .*; takes no locale \|$", page, re.M))


EVERYWHERE = same_everywhere()


# One or a few of each country.
OF_COUNTRY = {"currency_code", "currency_name", "timezone"}


def column(method, **arguments):
    name = f"c_{method}"
    if method in EVERYWHERE:
        arguments = {k: v for k, v in arguments.items() if k not in ("locale", "locale_from")}
    return (
        name,
        NUMBERS.get(method, "string"),
        {"faker": {"method": method, "of": "x", **arguments}},
    )


def table(program, columns, rows, out="out"):
    program.generate(spec_of([entity(columns, rows)]), "--overwrite", "--no-hash", out=out)
    return program.sql("select * exclude (id) from t", out)


def test_every_method_has_a_shape(program):
    assert sorted(methods(program)) == sorted(SHAPES)


def test_every_method_in_every_locale(program):
    """Shape, signs, length and variety; the table of what was found goes to build/faker_methods.csv."""
    wrong = []
    found = []
    for locale in locales(program):
        names = methods(program)
        result = table(program, [column(name, locale=locale) for name in names], ROWS)
        rows = result.fetchall()
        for k, name in enumerate(names):
            texts = [str(row[k]) for row in rows]
            shape, distinct = SHAPES[name]
            pattern = re.compile(shape)
            for text in texts:
                if (
                    not pattern.fullmatch(text)
                    or "{{" in text
                    or "##" in text
                    or text != text.strip()
                ):
                    wrong.append((locale, name, text))
                    break
            letters = set("".join(texts))
            odd = [c for c in letters if unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn")]
            if odd:
                wrong.append((locale, name, odd))
            if name not in OF_COUNTRY and len(set(texts)) < distinct * ROWS / 1000 * 0.9:
                wrong.append((locale, name, f"{len(set(texts))} different of {ROWS}"))
            lengths = [len(text) for text in texts]
            signs = sorted({unicodedata.name(c, "?").split()[0] for c in letters if c.isalpha()})
            found.append(
                (locale, name, min(lengths), max(lengths), len(set(texts)), " ".join(signs))
            )
        script = SCRIPTS.get(locale)
        if script:
            k = names.index("last_name")
            for row in rows:
                if not all(
                    re.search(script, unicodedata.name(c, "")) for c in row[k] if c.isalpha()
                ):
                    wrong.append((locale, "last_name", row[k]))
                    break
    target = program.root / "build/faker_methods.csv"
    with target.open("w", newline="") as stream:
        csv.writer(stream).writerows(
            [("locale", "method", "shortest", "longest", "different", "scripts"), *found]
        )
    assert not wrong, wrong[:40]
    assert len(found) == len(SHAPES) * len(locales(program)) > 25 * 60


def vin_is_valid(text):
    """49 CFR 565.15: the ninth sign is the weighted sum by 11."""
    values = {c: int(v) for c, v in zip("ABCDEFGHJKLMNPRSTUVWXYZ", "12345678123457923456789")}
    values.update({str(d): d for d in range(10)})
    weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
    rest = sum(values[c] * w for c, w in zip(text, weights)) % 11
    return text[8] == ("X" if rest == 10 else str(rest))


def test_check_digits(program):
    names = ["credit_card_number", "vin", "ean13", "ean8", "isbn13", "isbn10", "ein"]
    rows = table(program, [column(name) for name in names], 5000).fetchall()
    checks = [
        luhn.is_valid,
        vin_is_valid,
        ean.is_valid,
        ean.is_valid,
        isbn.is_valid,
        isbn.is_valid,
        ein.is_valid,
    ]
    for name, check, texts in zip(names, checks, zip(*rows)):
        bad = [text for text in texts if not check(text)]
        assert not bad, (name, len(bad), bad[:3])


NATIONAL = {
    "AU": tfn, "BE": nn, "BR": cpf, "CA": sin, "CH": swiss, "CN": ric, "DK": cpr, "ES": dni, "FI": hetu, "FR": nir,
    "IN": aadhaar, "NL": bsn, "PL": pesel, "SE": personnummer, "TR": tckimlik, "US": ssn, "ZA": idnr,
}  # fmt: skip


def by_country(program, codes, names, rows):
    country = ("country", "string", {"choice": {"choices": codes}})
    columns = [country, *(column(name, locale_from="country") for name in names)]
    return table(program, columns, rows).fetchall()


def test_national_numbers(program):
    bad = [
        (country, text)
        for country, text in by_country(program, sorted(NATIONAL), ["ssn"], 17_000)
        if not NATIONAL[country].is_valid(text)
    ]
    assert not bad, (len(bad), bad[:10])


def test_accounts(program):
    codes = re.findall(
        r'finance\.iban\.of\.([A-Z]{2})"',
        (program.root / "src/functions/semantics/topics/finance.cc").read_text(),
    )
    assert len(codes) > 25
    for country, number, rest in by_country(program, codes, ["iban", "bban"], 30_000):
        assert iban.is_valid(number, check_country=country == "ES"), number
        if country == "BE":  # the last two digits check the account; stdnum also wants a real bank
            assert int(number[4:14]) % 97 == int(number[14:]) % 97, number
        assert number[:2] == country and number[4:] == rest


ISO_3166 = re.findall(
    r"\w\w",
    """AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB
GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH
KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX
MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE
SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC
VE VG VI VN VU WF WS YE YT ZA ZM ZW""",
)


def test_every_country_has_its_own_telephones(program):
    """Numbers are valid, and of the country itself, wherever phonenumbers knows its numbers."""
    assert len(ISO_3166) == 249
    rows = by_country(program, ISO_3166, ["phone_number", "current_country_code", "name"], 50_000)
    assert {country for country, *_ in rows} == set(ISO_3166)
    wrong = []
    without = set()
    for country, text, current, _ in rows:
        assert current == country
        if country not in phonenumbers.SUPPORTED_REGIONS:
            without.add(country)
            continue
        number = phonenumbers.parse(text, country)
        if not phonenumbers.is_valid_number_for_region(number, country):
            wrong.append((country, text))
    # Antarctica and four uninhabited islands have no numbers.
    assert without <= {"AQ", "BV", "GS", "HM", "PN", "TF", "UM"}
    assert len(wrong) <= len(rows) // 1000, (len(wrong), wrong[:10])


PEOPLE = [
    "en_US", "de", "fr", "es", "it", "pt_BR", "nl", "pl", "cs_CZ", "hu", "ro", "el", "tr", "ru", "uk", "sv", "da",
    "nb_NO", "fi", "ja", "ko", "zh_CN", "he", "ar", "en_GB", "en_IN", "en_CA", "es_MX",
]  # fmt: skip
AGREE = [
    "name", "first_name", "last_name", "prefix", "gender", "user_name", "email", "address", "street_address",
    "street_name", "city", "state", "state_abbr", "postcode", "country", "country_code", "iban", "bban",
    "credit_card_number", "credit_card_provider",
]  # fmt: skip


def test_rows_agree_with_themselves(program):
    """0 disagreements; a million rows in the full form."""
    rows = 1_000_000 if FULL else 100_000
    place = ("locale", "string", {"choice": {"choices": PEOPLE}})
    columns = [place, *(column(name, locale_from="locale") for name in AGREE)]
    program.generate(spec_of([entity(columns, rows)]), "--no-hash")
    count = lambda condition: program.one(f"select count(*) from t where not ({condition})")[0]  # noqa: E731
    assert count("contains(c_name, c_first_name) and contains(c_name, c_last_name)") == 0
    # One person's ASCII names stand in the user name and in the e-mail.
    in_mail = "split_part(split_part(c_email, '@', 1), '.', 1) || rtrim(split_part(split_part(c_email, '@', 1), '.', 2), '0123456789')"
    assert count(f"rtrim(c_user_name, '0123456789') = {in_mail}") == 0
    for given, ascii_name in (("c_first_name", 1), ("c_last_name", 2)):
        reduced = f"rtrim(split_part(split_part(c_email, '@', 1), '.', {ascii_name}), '0123456789')"
        several = program.one(
            f"select count(*) from (select locale, {given} from t group by all having count(distinct {reduced}) > 1)"
        )
        assert several == (0,), given
    # A given name that one sex alone has comes with that sex alone.
    both = program.one(
        "select count(*) from (select c_first_name from t where locale in ('ru', 'cs_CZ', 'pl', 'uk', 'es')"
        " group by locale, c_first_name having count(distinct c_gender) > 1 and count(*) > 40)"
    )[0]
    assert both <= 20, both  # names of both sexes, such as Sasha
    assert (
        count("contains(c_address, c_street_address) and contains(c_street_address, c_street_name)")
        == 0
    )
    assert count("contains(c_address, c_city)") == 0
    assert count("contains(c_address, c_postcode) or locale in ('zh_CN')") == 0
    for left, right in (("state", "state_abbr"), ("country", "country_code")):
        several = program.one(
            f"select count(*) from (select locale, c_{left} from t group by all having count(distinct c_{right}) > 1)"
        )
        assert several == (0,), (left, right)
    assert count("c_iban[5:] = c_bban") == 0
    american = (
        "locale <> 'en_US' or (c_state_abbr = 'CA') = (c_postcode between '90001' and '96162')"
    )
    assert count(american) == 0
    issuers = {
        "Visa": "4",
        "Mastercard": "51",
        "American Express": "34",
        "Discover": "6011",
        "JCB": "3528",
    }
    for issuer, head in issuers.items():
        assert (
            count(
                f"(c_credit_card_provider = '{issuer}') = starts_with(c_credit_card_number, '{head}')"
            )
            == 0
        )


def test_columns_of_one_name_speak_of_one_subject(program):
    """Without `of`: buyer_iban and buyer_bban are one account, seller_iban is another."""
    named = {
        "buyer_name": "name", "buyer_first_name": "first_name", "buyer_gender": "gender", "seller_name": "name",
        "buyer_iban": "iban", "buyer_bban": "bban", "seller_iban": "iban", "state": "state", "state_code": "state_abbr",
        "zip": "postcode", "home_zip": "postcode", "card_number": "credit_card_number",
        "card_provider": "credit_card_provider",
    }  # fmt: skip
    columns = [(name, "string", {"faker": {"method": method}}) for name, method in named.items()]
    program.generate(spec_of([entity(columns, 5000)]))
    count = lambda condition: program.one(f"select count(*) from t where not ({condition})")[0]  # noqa: E731
    assert count("contains(buyer_name, buyer_first_name)") == 0
    assert count("buyer_iban[5:] = buyer_bban") == 0
    assert count("seller_name = buyer_name") > 4900 and count("seller_iban = buyer_iban") > 4990
    assert count("(card_provider = 'Visa') = (card_number[1] = '4')") == 0
    assert count("zip = home_zip") > 4000
    pairs = "select count(*) from (select state from t group by state having count(distinct state_code) > 1)"
    assert program.one(pairs) == (0,)


def test_a_date_of_birth_is_a_date(program):
    table(program, [column("date_of_birth")], 20_000)
    oldest, youngest = program.one("select min(c_date_of_birth), max(c_date_of_birth) from t")
    start = 2024
    assert start - 91 <= oldest.year <= start - 88 and start - 20 <= youngest.year <= start - 18


@pytest.mark.parametrize(
    "value",
    ["Mars", "XX", "de_AT", "de-CH", "deu", "uk", "germany", "ÖSTERREICH", "österreich", "УКРАЇНА"],
)
def test_places_without_a_country_use_the_locale(program, value):
    # A computed text: what it can be is not known before the run.
    where = ("country", "string", {"expression": {"code": f"concat('{value}', '')"}})
    columns = [where, column("current_country_code", locale_from="country", locale="fr")]
    found = {row[1] for row in table(program, columns, 10).fetchall()}
    expected = {
        "de_AT": "AT",
        "de-CH": "CH",
        "deu": "DE",
        "uk": "GB",
        "germany": "DE",
        "ÖSTERREICH": "AT",
        "österreich": "AT",
        "УКРАЇНА": "UA",
    }.get(value, "FR")
    assert found == {expected}


def test_a_place_that_is_none_is_counted_and_told(program):
    """Values of locale_from that are computed may name anything: rows that get the default locale are told."""
    spec = spec_of(
        [
            entity(
                [
                    ("number", "int", {"sequence": {}}),
                    ("place", "string", {"expression": {"code": "if(number % 4 == 0, 'Nowhere', 'DE')"}}),
                    ("name", "string", {"faker": {"method": "name", "locale_from": "place"}}),
                    ("color", "string", {"conditional": {"on": "place", "cases": {"DE": {"choice": {"choices": ["red"]}}},
                     "default": {"faker": {"method": "phone_number", "locale_from": "place"}}}}),
                ],
                4000,
            )
        ]
    )  # fmt: skip
    path = program.write(spec)
    for arguments, out in (
        (["-o", "out", "--part-rows", "600"], "out"),
        (["-o", "-", "--format", "csv"], None),
        (["--to", "sqlite:new.sqlite"], None),
    ):
        done = program.run("generate", path, "--progress", "never", "--no-validate", *arguments)
        assert (
            "warning[unknown-locale]: 1,000 values of t.name have the default locale" in done.stderr
        )
        assert "1,000 values of t.color have the default locale" in done.stderr
        if out:
            table = json.loads((program.folder / out / ".metadata.json").read_text())["tables"]["t"]
            assert table["placeless"] == {"color": 1000, "name": 1000}
    spec["nodes"][0]["columns"][2]["generator"] = {
        "expression": {"code": "if(number % 4 == 0, 'in', 'DE')"}
    }
    path = program.write(spec, "named.json")
    done = program.run("generate", path, "-o", "named", "--progress", "never")
    assert "unknown-locale" not in done.stderr


def test_a_country_of_ones_own(program):
    """current_country names what current_country_code is the code of, in the row's language."""
    codes = ["DE", "JP", "BR", "AT", "US"]
    columns = [
        ("code", "string", {"choice": {"choices": codes}}),
        ("own", "string", {"faker": {"method": "current_country", "locale_from": "code"}}),
        (
            "own_code",
            "string",
            {"faker": {"method": "current_country_code", "locale_from": "code"}},
        ),
        ("phone", "string", {"faker": {"method": "phone_number", "locale_from": "code"}}),
        ("postcode", "string", {"faker": {"method": "postcode", "locale_from": "code"}}),
    ]
    program.generate(spec_of([entity(columns, 2000)]))
    named = dict(program.sql("select distinct code, own from t").fetchall())
    assert named == {
        "DE": "Deutschland",
        "JP": "日本",
        "BR": "Brasil",
        "AT": "Österreich",
        "US": "United States",
    }
    assert program.one("select count(*) from t where own_code <> code") == (0,)
    for code, phone, postcode in program.sql("select code, phone, postcode from t").fetchall():
        number = phonenumbers.parse(phone)
        assert phonenumbers.region_code_for_country_code(number.country_code) in (code, "US")
        form = {"DE": r"\d{5}", "JP": r"\d{3}-?\d{4}", "BR": r"\d{5}-?\d{3}", "AT": r"\d{4}", "US": r"\d{5}(-\d{4})?"}  # fmt: skip
        assert re.fullmatch(form[code], postcode), (code, postcode)


def test_unique_items_of_a_list(program):
    """Each country once, the code beside its name; more rows than the list has are refused."""
    columns = [
        ("code", "string", {"faker": {"method": "country_code"}}, {"unique": True}),
        ("name", "string", {"faker": {"method": "country"}}, {"unique": True}),
    ]
    program.generate(spec_of([entity(columns, 200)]))
    assert program.one("select count(distinct code), count(distinct name) from t") == (200, 200)
    names = dict(program.sql("select code, name from t").fetchall())
    assert {code: names[code] for code in ("DE", "JP", "FR") if code in names} == {
        code: name
        for code, name in {"DE": "Germany", "JP": "Japan", "FR": "France"}.items()
        if code in names
    }
    program.write(spec_of([entity(columns, 500)]))
    done = program.run("explain", "spec.json", check=2)
    assert "error[not-enough-values]: method 'country_code' has 2" in done.stderr
    program.write(spec_of([entity([("n", "string", {"faker": {"method": "catch_phrase"}}, {"unique": True})])]))  # fmt: skip
    assert "unique-not-kept" in program.run("explain", "spec.json", check=2).stderr


def test_any_country_in_a_rows_language_is_told(program):
    code = ("code", "string", {"choice": {"choices": ["DE", "JP"]}})
    name = ("c", "string", {"faker": {"method": "country", "locale_from": "code"}})
    program.write(spec_of([entity([code, name], 10)]))
    said = program.run("explain", "spec.json").stderr
    assert "warning[key-does-not-apply]" in said and "'current_country'" in said
