-- What several trades ask of their rows, in the words that the checks use.

create macro today() as current_date;
create macro this_moment() as current_timestamp::timestamp;

-- Digits of a text, as a list.
create macro digits(code) as
  list_transform(range(1, len(code) + 1), lambda i: coalesce(try_cast(substr(code, i, 1) as integer), 0));

-- The check digit of card numbers and IMEIs (ISO/IEC 7812).
create macro luhn_ok(code) as
  regexp_full_match(code, '\d{2,}')
  and list_sum(list_transform(range(1, len(code) + 1), lambda i:
    case when (len(code) - i) % 2 = 1
      then (digits(code)[i] * 2) // 10 + (digits(code)[i] * 2) % 10
      else digits(code)[i] end)) % 10 = 0;

-- The check digit of EAN, UPC, GTIN and ISBN-13: weights 1 and 3 from the right.
create macro ean_ok(code) as
  regexp_full_match(code, '\d{8}|\d{12,14}')
  and list_sum(list_transform(range(1, len(code) + 1), lambda i:
    digits(code)[i] * (case when (len(code) - i) % 2 = 1 then 3 else 1 end))) % 10 = 0;

-- The value of a letter in an IBAN: A is 10.
create macro iban_value(sign) as
  case when sign between '0' and '9' then try_cast(sign as integer) else ascii(sign) - 55 end;

create macro iban_ok(code) as
  regexp_full_match(code, '[A-Z]{2}\d{2}[A-Z0-9]{11,30}')
  and list_reduce(
    list_transform(range(1, len(code) + 1), lambda i:
      iban_value(substr(substr(code, 5) || substr(code, 1, 4), i, 1))),
    lambda rest, value: case when value > 9 then (rest * 100 + value) % 97
                             else (rest * 10 + value) % 97 end) = 1;

create macro bic_ok(code) as regexp_full_match(code, '[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?');
create macro vin_ok(code) as regexp_full_match(code, '[A-HJ-NPR-Z0-9]{17}');
create macro icd10_ok(code) as regexp_full_match(code, '[A-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?');
create macro mac_ok(code) as
  regexp_full_match(lower(code), '[0-9a-f]{2}([:-][0-9a-f]{2}){5}|[0-9a-f]{12}');
create macro ipv4_ok(code) as
  regexp_full_match(code, '(\d{1,3}\.){3}\d{1,3}(/\d{1,2})?')
  and list_max(list_transform(string_split(string_split(code, '/')[1], '.'),
    lambda part: coalesce(try_cast(part as integer), 999))) <= 255;
create macro ip_ok(code) as
  ipv4_ok(code) or regexp_full_match(lower(code), '[0-9a-f:]{2,39}(/\d{1,3})?') and code like '%:%';
create macro email_ok(address) as
  regexp_full_match(address, '[A-Za-z0-9._%+''-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}');
create macro url_ok(address) as
  regexp_full_match(address, 'https?://[A-Za-z0-9.-]+\.[a-z]{2,}(:\d+)?(/\S*)?');
create macro phone_ok(number) as
  regexp_full_match(number, '[+(]?[0-9][0-9 ()./x-]{4,24}')
  and len(regexp_replace(number, '\D', '', 'g')) between 6 and 17;
create macro container_ok(code) as regexp_full_match(code, '[A-Z]{3}[UJZ] ?\d{6}-?\d');
create macro hex_color_ok(code) as regexp_full_match(lower(code), '#[0-9a-f]{6}');

-- The letters of a name as mail addresses have them.
create macro plain(name) as regexp_replace(lower(strip_accents(name)), '[^a-z]', '', 'g');

-- Whether an address takes up one of two names: at least three letters of the beginning of either.
create macro email_of(address, first_name, last_name) as
  contains(plain(string_split(address, '@')[1]), substr(plain(last_name), 1, 4))
  or contains(plain(string_split(address, '@')[1]), substr(plain(first_name), 1, 4));

-- Whether a text is Latin filler (`filler()` is made of latin.txt), or a word that stands for a word.
create macro placeholder(value) as
  len(value) > 3 and regexp_full_match(lower(value), filler())
  or regexp_full_match(lower(value), '(word|text|string|value|sample|test|foo|bar)[ _-]?\d*');

-- Letters and a number without meaning, as of an article: AB1234.
create macro serial(value) as regexp_full_match(value, '[A-Z]{2,3}\d{2,}');

-- What a person would take for a name or a phrase: letters that can be spoken, no filler.
create macro speaks(value) as
  regexp_matches(value, '\p{L}{2}') and regexp_matches(lower(strip_accents(value)), '[aeiouy]')
  and not placeholder(value) and not serial(value);

create macro female_name(name) as list_contains(
  ['mary', 'patricia', 'jennifer', 'linda', 'elizabeth', 'barbara', 'susan', 'jessica', 'sarah',
   'karen', 'nancy', 'lisa', 'betty', 'margaret', 'sandra', 'ashley', 'emily', 'donna', 'michelle',
   'carol', 'amanda', 'melissa', 'deborah', 'stephanie', 'rebecca', 'laura', 'helen', 'anna',
   'emma', 'olivia', 'sophia', 'maria', 'julia', 'claudia', 'monika', 'ursula', 'petra', 'sabine',
   'heike', 'birgit', 'marie', 'nathalie', 'isabelle', 'sylvie', 'catherine', 'sophie', 'camille',
   'lucia', 'carmen', 'isabel', 'pilar', 'teresa', 'elena', 'fernanda', 'juliana', 'mariana',
   'beatriz', 'larissa', 'catarina', 'katharina', 'johanna', 'lena', 'hannah', 'charlotte'],
  plain(string_split(name, ' ')[1]));
create macro male_name(name) as list_contains(
  ['james', 'robert', 'john', 'michael', 'david', 'william', 'richard', 'joseph', 'thomas',
   'charles', 'christopher', 'daniel', 'matthew', 'anthony', 'mark', 'donald', 'steven', 'paul',
   'andrew', 'joshua', 'kenneth', 'kevin', 'brian', 'george', 'edward', 'ronald', 'timothy',
   'jason', 'jeffrey', 'ryan', 'jacob', 'gary', 'nicholas', 'eric', 'jonathan', 'stephen',
   'hans', 'peter', 'wolfgang', 'klaus', 'juergen', 'stefan', 'andreas', 'markus', 'jan',
   'pierre', 'jacques', 'philippe', 'francois', 'nicolas', 'julien', 'antoine', 'jose', 'antonio',
   'manuel', 'francisco', 'juan', 'javier', 'carlos', 'miguel', 'pedro', 'joao', 'paulo', 'lucas',
   'rafael', 'marcelo', 'bruno', 'gustavo', 'felipe'],
  plain(string_split(name, ' ')[1]));

-- The country of a city that everybody knows; null for others.
create macro known_country(city) as map {
  'london': 'GB', 'manchester': 'GB', 'liverpool': 'GB', 'glasgow': 'GB', 'leeds': 'GB',
  'paris': 'FR', 'lyon': 'FR', 'marseille': 'FR', 'toulouse': 'FR', 'bordeaux': 'FR', 'lille': 'FR',
  'berlin': 'DE', 'hamburg': 'DE', 'munich': 'DE', 'munchen': 'DE', 'frankfurt': 'DE',
  'stuttgart': 'DE', 'dresden': 'DE', 'leipzig': 'DE', 'madrid': 'ES', 'barcelona': 'ES',
  'sevilla': 'ES', 'bilbao': 'ES', 'lisboa': 'PT', 'lisbon': 'PT', 'porto': 'PT', 'rome': 'IT',
  'roma': 'IT', 'milano': 'IT', 'milan': 'IT', 'torino': 'IT', 'napoli': 'IT', 'vienna': 'AT',
  'wien': 'AT', 'graz': 'AT', 'zurich': 'CH', 'geneva': 'CH', 'basel': 'CH', 'brussels': 'BE',
  'antwerp': 'BE', 'amsterdam': 'NL', 'rotterdam': 'NL', 'utrecht': 'NL', 'copenhagen': 'DK',
  'stockholm': 'SE', 'oslo': 'NO', 'helsinki': 'FI', 'warsaw': 'PL', 'krakow': 'PL',
  'prague': 'CZ', 'budapest': 'HU', 'dublin': 'IE', 'athens': 'GR', 'new york': 'US',
  'chicago': 'US', 'houston': 'US', 'los angeles': 'US', 'san francisco': 'US', 'seattle': 'US',
  'boston': 'US', 'denver': 'US', 'atlanta': 'US', 'dallas': 'US', 'miami': 'US', 'phoenix': 'US',
  'toronto': 'CA', 'montreal': 'CA', 'vancouver': 'CA', 'calgary': 'CA', 'tokyo': 'JP',
  'osaka': 'JP', 'sydney': 'AU', 'melbourne': 'AU', 'brisbane': 'AU', 'perth': 'AU',
  'sao paulo': 'BR', 'rio de janeiro': 'BR', 'mexico city': 'MX', 'mumbai': 'IN', 'delhi': 'IN',
  'shanghai': 'CN', 'beijing': 'CN', 'singapore': 'SG'}[strip_accents(lower(city))];

create macro currency_of(country) as
  case when list_contains(['DE', 'FR', 'ES', 'PT', 'IT', 'AT', 'BE', 'NL', 'FI', 'IE', 'GR', 'LU'], country)
    then 'EUR'
  else map {'GB': 'GBP', 'US': 'USD', 'CA': 'CAD', 'CH': 'CHF', 'DK': 'DKK', 'SE': 'SEK', 'NO': 'NOK',
    'PL': 'PLN', 'CZ': 'CZK', 'HU': 'HUF', 'JP': 'JPY', 'AU': 'AUD', 'BR': 'BRL', 'MX': 'MXN',
    'IN': 'INR', 'CN': 'CNY', 'SG': 'SGD', 'NZ': 'NZD', 'ZA': 'ZAR', 'TR': 'TRY'}[country] end;

create macro dial_code(country) as map {
  'GB': '44', 'US': '1', 'CA': '1', 'CH': '41', 'DK': '45', 'SE': '46', 'NO': '47', 'PL': '48',
  'CZ': '420', 'HU': '36', 'JP': '81', 'AU': '61', 'BR': '55', 'MX': '52', 'IN': '91', 'CN': '86',
  'SG': '65', 'DE': '49', 'FR': '33', 'ES': '34', 'PT': '351', 'IT': '39', 'AT': '43', 'BE': '32',
  'NL': '31', 'FI': '358', 'IE': '353', 'GR': '30', 'LU': '352'}[country];

-- An international number must begin with its country's code; a national one says nothing.
create macro phone_of(number, country) as
  number not like '+%' or dial_code(country) is null
  or regexp_replace(number, '\D', '', 'g') like dial_code(country) || '%';

create macro postcode_form(country) as map {
  'GB': '[A-Z]{1,2}\d[A-Z0-9]? ?\d[A-Z]{2}', 'US': '\d{5}(-\d{4})?', 'CA': '[A-Z]\d[A-Z] ?\d[A-Z]\d',
  'DE': '\d{5}', 'FR': '\d{5}', 'ES': '\d{5}', 'IT': '\d{5}', 'AT': '\d{4}', 'CH': '\d{4}',
  'BE': '\d{4}', 'DK': '\d{4}', 'NO': '\d{4}', 'AU': '\d{4}', 'NL': '\d{4} ?[A-Z]{2}',
  'PT': '\d{4}-\d{3}', 'SE': '\d{3} ?\d{2}', 'PL': '\d{2}-\d{3}', 'CZ': '\d{3} ?\d{2}',
  'BR': '\d{5}-?\d{3}', 'JP': '\d{3}-?\d{4}', 'MX': '\d{5}', 'IN': '\d{6}', 'FI': '\d{5}'}[country];
create macro postcode_of(code, country) as
  postcode_form(country) is null or regexp_full_match(code, postcode_form(country));

-- What people do at work: a weekday between 6 in the morning and 9 in the evening.
create macro at_work(moment) as isodow(moment) <= 5 and hour(moment) between 6 and 20;

create macro years_between(born, moment) as date_diff('day', born::date, moment::date) / 365.25;
create macro hours_between(begun, ended) as date_diff('second', begun::timestamp, ended::timestamp) / 3600.0;
create macro days_between(begun, ended) as date_diff('day', begun::date, ended::date);
