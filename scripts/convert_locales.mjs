// Turns the locale data of @faker-js/faker (MIT) into the text that the program carries.
//
//   node scripts/convert_locales.mjs OUTPUT [MORE…]      MORE: files of lists, added to "base"
//
// Format, one item a line:
//   @LOCALE FALLBACK…    starts a locale; what it lacks is looked for in the fallbacks, in order
//   #path                starts a list (an empty list: the locale has no such thing)
//   value                or  weight<TAB>value  where the list is weighted ("%path" instead of "#path")
// Line breaks inside a value are written as \n. "{{person.first_name}}" names another list or method.
// A list "path@form" is as long as "path" and holds the same things in another form: @ascii in
// lower-case ASCII letters, for addresses; @abbr abbreviated; @code as an ISO 3166 code.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const require = createRequire(new URL('../.deps/node/', import.meta.url));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const { allLocales: everyLocale } = await load('@faker-js/faker');
const { en_BORK, en_AU_ocker, ...allLocales } = everyLocale;  // these two are jokes
const anyAscii = (await import(new URL('../.deps/node/node_modules/any-ascii/any-ascii.js', import.meta.url))).default;

const modules = ['person', 'location', 'company', 'internet', 'lorem', 'phone_number', 'color'];
const left_out = new Set(['emoji', 'http_status_code', 'jwt_algorithm', 'country_code', 'country',
  'language', 'user_agent_pattern', 'continent', 'continents', 'postcode_by_state', 'state_abbr', 'state']);

const snake = (text) => text.replace(/[A-Z]/g, (c) => '_' + c.toLowerCase());
const template = (text) => text.replace(/\{\{([^}]*)\}\}/g, (_, path) => `{{${snake(path)}}}`);
// UTF-8 that was read as Latin-1 (a Dutch "Ömer").
function mended(text) {
  if (!/[\u00C2-\u00F4][\u0080-\u00BF]/.test(text) || /[^\u0000-\u00FF]/.test(text)) return text;
  const read = Buffer.from(text, 'latin1').toString('utf8');
  return read.includes('\uFFFD') ? text : read;
}
const line = (text) => template(mended(String(text).trim())).replaceAll('\\', '\\\\').replaceAll('\n', '\\n');

const german = { ä: 'ae', ö: 'oe', ü: 'ue' };
function ascii(text, locale) {
  let small = text.toLowerCase();
  if (locale.startsWith('de')) small = small.replace(/[äöü]/g, (c) => german[c]);
  return anyAscii(small).toLowerCase().replace(/[^a-z0-9]/g, '');
}

const output = [];
function emit(path, value, locale) {
  if (value === null) {
    // Titles fall back to English ones, for columns of their own; names leave them out (below).
    if (!/^person\.(prefix|suffix)/.test(path)) output.push(`#${path}`);
  } else if (typeof value === 'string') {
    output.push(`#${path}`, line(value));
  } else if (Array.isArray(value)) {
    if (value.length > 0 && typeof value[0] === 'object') {
      if (value.some((item) => typeof item.value !== 'string' || typeof item.weight !== 'number')) return;
      output.push(`%${path}`, ...value.map((item) => `${item.weight}\t${line(item.value)}`));
    } else {
      const items = value.filter((item) => typeof item === 'string');
      output.push(`#${path}`, ...items.map(line));
      if (/^person\.(first|last)_name\./.test(path)) {
        const reduced = items.map((item) => ascii(mended(item), locale));
        output.push(`#${path}@ascii`, ...reduced.map((item, i) => item || `user${i}`));
      }
    }
  } else if (typeof value === 'object') {
    for (const [key, part] of Object.entries(value)) emit(`${path}.${key}`, part, locale);
  }
}

// ---- What the data have wrong: states out of step with their abbreviations, misspelt names

function correct(name, from, to) {
  const list = name.split('.').reduce((data, key) => data[key], allLocales);
  const at = list.indexOf(from);
  if (at < 0) throw new Error(`${name} has no '${from}' any more: look whether the correction is still needed`);
  list[at] = to;
}
for (const name of ['en_CA', 'fr_CA']) {
  const { state_abbr } = allLocales[name].location;
  const [nu, nt] = [state_abbr.indexOf('NU'), state_abbr.indexOf('NT')];
  if (nu > nt) throw new Error(`${name}: NT and NU are in order now`);
  [state_abbr[nu], state_abbr[nt]] = ['NT', 'NU'];
}
correct('fr_CA.location.state_abbr', 'YK', 'YT');
correct('fr_CH.location.state', 'Schwyt', 'Schwyz');
correct('fr_CH.location.state', 'Valai', 'Valais');
allLocales.fr_CH.location.state_abbr = ['AG', 'AI', 'AR', 'BS', 'BL', 'BE', 'FR', 'GE', 'GL', 'GR', 'JU', 'LU', 'NE',
  'NW', 'OW', 'SH', 'SZ', 'SO', 'SG', 'TG', 'TI', 'UR', 'VS', 'VD', 'ZG', 'ZH'];
allLocales.ur.location.state_abbr = undefined;
correct('zh_CN.location.state_abbr', '辽阳', '辽宁');
correct('zh_CN.location.state_abbr', '合肥', '安徽');
correct('zh_CN.location.state_abbr', '苏州', '江苏');
correct('en_IN.location.state', 'Andra Pradesh', 'Andhra Pradesh');
correct('en_IN.location.state', 'Madya Pradesh', 'Madhya Pradesh');
correct('en_IN.location.state', 'Pondicherr', 'Puducherry');
correct('en_IN.location.state', 'Dadar and Nagar Haveli', 'Dadra and Nagar Haveli');

// Postcodes in the country's ranges.
const starts = (letters, rest) => [...letters].map((first) => first + rest);
allLocales.es.location.postcode = ['0%###', ...starts('1234', '####')];
allLocales.en_IN.location.postcode = starts('12345678', '## ###');
allLocales.ko.location.postcode = starts('0123456', '####');
allLocales.en_HK.location.postcode = ['999077'];  // there are none; forms that insist are given this
// A British postcode ends in a digit and two letters (~: those in use there).
allLocales.en_GB.location.postcode = allLocales.en_GB.location.postcode
  .filter((form) => / #\?\?$/.test(form)).map((form) => form.replace('??', '~~'));
// A city and a province that has nothing to do with it.
for (const name of ['es', 'es_MX']) {
  const { location } = allLocales[name];
  // House numbers with what stands before them.
  location.building_number = [...new Set(location.building_number.map((form) => form.replace(/^[ ,]+/, '')))];
  for (const [key, form] of Object.entries(location.street_address)) {
    location.street_address[key] = form.replace('}}{{location.buildingNumber', '}}, {{location.buildingNumber');
  }
  location.postal_address = (location.postal_address ?? allLocales.es.location.postal_address)
    .filter((form) => !form.includes('county') && !form.includes('state'));
}

// ---- What the data lack, where English would stand in a text of another language

const isEnglish = (name) => name.startsWith('en') || name === 'base';
function inherits(name, module, key) {
  for (let short = name; ; short = short.slice(0, short.lastIndexOf('_'))) {
    if (allLocales[short]?.[module]?.[key] != null) return true;
    if (!short.includes('_')) return false;
  }
}
allLocales.lv.person.suffix = null;  // titles of women, in names of men
for (const [name, locale] of Object.entries(allLocales)) {
  if (isEnglish(name)) continue;
  const { person, company, location } = locale;
  for (const key of ['prefix', 'suffix']) {
    if (person?.name && !inherits(name, 'person', key)) {
      person.name = person.name.filter((form) => !form.value.includes(`{{person.${key}}}`));
    }
  }
  if (!inherits(name, 'person', 'last_name') && inherits(name, 'person', 'first_name')) {
    // Many of these people are called by their father's name.
    const given = locale.person.first_name;
    locale.person = { ...locale.person, last_name: { generic: given.male ?? given.generic } };
  }
  if (!inherits(name, 'person', 'name')) {
    locale.person = { ...locale.person, name: [{ value: '{{person.firstName}} {{person.lastName}}', weight: 1 }] };
  }
  if (!inherits(name, 'company', 'name_pattern')) {
    const legal = inherits(name, 'company', 'legal_entity_type');
    locale.company = { ...company, name_pattern: ['{{person.last_name}}-{{person.last_name}}',
      ...(legal ? ['{{person.last_name}} {{company.legal_entity_type}}'] : [])] };
  }
  if (!inherits(name, 'location', 'street_pattern') ||
      (!inherits(name, 'location', 'street_suffix') && JSON.stringify(location?.street_pattern ?? '').includes('street_suffix'))) {
    const named = inherits(name, 'location', 'street_name') ? '{{location.street_name}}' : '{{person.firstName}} {{person.lastName}}';
    locale.location = { ...location, street_pattern: [named] };
  }
}

// ---- Countries

const codes = allLocales.base.location.country_code.map((country) => country.alpha2);

// The locale of a country: by hand where several languages are spoken or the data have only one of
// them, else the country's most likely language (CLDR), else English.
const spoken = { BE: 'nl_BE', CA: 'en_CA', CH: 'de_CH', LU: 'fr_LU', IN: 'en_IN', PK: 'ur', NG: 'en_NG',
  GH: 'en_GH', ZA: 'en_ZA', HK: 'en_HK', IE: 'en_IE', NP: 'ne', GB: 'en_GB', US: 'en_US', AU: 'en_AU',
  NZ: 'en_AU', NO: 'nb_NO', RS: 'sr_RS_latin', MN: 'mn_MN_cyrl', UZ: 'uz_UZ_latin', CN: 'zh_CN', SG: 'en',
  TW: 'zh_TW', SN: 'fr_SN', MD: 'ro_MD', KZ: 'ru', KG: 'ru', BY: 'ru', PH: 'en', KE: 'en', MY: 'en',
  BA: 'hr', ME: 'sr_RS_latin', MO: 'zh_TW', GL: 'da', FO: 'da', SJ: 'nb_NO', HT: 'fr', MG: 'fr', RW: 'fr', BI: 'fr',
  ML: 'fr', NE: 'fr', CF: 'fr', PY: 'es', AD: 'es', AW: 'nl', CW: 'nl', SX: 'nl', BQ: 'nl', SM: 'it' };
function localeOf(code) {
  if (code in spoken) return spoken[code];
  const { language } = new Intl.Locale(`und-${code}`).maximize();
  const exact = Object.keys(allLocales).find((name) => name === `${language}_${code}`);
  if (exact) return exact;
  if (language in allLocales) return language;
  return { pt: 'pt_PT', zh: 'zh_CN', nb: 'nb_NO', no: 'nb_NO', id: 'id_ID', bn: 'bn_BD', ka: 'ka_GE' }[language] ?? 'en';
}

// The country whose people a locale describes.
function countryOf(name) {
  const part = name.split('_').find((piece, i) => i > 0 && /^[A-Z]{2}$/.test(piece));
  if (part) return part;
  const { region } = new Intl.Locale(name.replace(/_.*/, '')).maximize();
  return codes.includes(region) ? region : 'US';
}

function countryNames(name) {
  const tag = name.replace(/_(latin|cyrl|ocker|BORK|ckb|kmr).*/, '').replaceAll('_', '-');
  const names = new Intl.DisplayNames([tag], { type: 'region', fallback: 'code' });
  return codes.map((code) => names.of(code));
}

// ---- Places

// States with their abbreviations and, where there are, the postcodes of each: lists of one length.
function emitStates(location, inherited) {
  let { state } = location;
  if (!Array.isArray(state) || state.length === 0) {
    // The fallback's states would be another country's.
    if (inherited || !Array.isArray(location.city_name)) return;
    state = location.city_name;
  }
  const abbreviated = location.state_abbr?.length === state.length ? location.state_abbr : state;
  output.push('#location.state', ...state.map(line), '#location.state@abbr', ...abbreviated.map(line));
}

function emitPostcodes(location, abbreviations) {
  const by_state = location.postcode_by_state;
  if (!by_state || !abbreviations?.every((abbr) => abbr in by_state)) return;
  // Regular expressions of Canadian postcodes: a class with a range is any letter that they have, a
  // class of a few letters is a pattern for each.
  const patterns = (text) => {
    const regex = text.match(/\{\{helpers\.from_reg_exp\((.*)\)\}\}/i) ?? text.match(/\{\{helpers\.fromRegExp\((.*)\)\}\}/);
    if (!regex) return [text];
    const form = regex[1].replace(/\[0-9\]/g, '#').replace(/\[[A-Z]*-[A-Z-]*\]/g, '&');
    const few = form.match(/\[([A-Z]+)\]/);
    return few ? [...few[1]].map((letter) => form.replace(few[0], letter)) : [form];
  };
  const forms = abbreviations.map((abbr) => [by_state[abbr]].flat().flatMap(patterns));
  output.push('#location.state@postcode', ...abbreviations.map((abbr) => `{{location.postcode_of.${abbr}}}`));
  abbreviations.forEach((abbr, i) => output.push(`#location.postcode_of.${abbr}`, ...forms[i].map(line)));
}

// Where the data have no form of an address on one line, the one of most countries.
function addressForm(name, chain) {
  const own = [name, ...chain].find((n) => n !== 'en' && n !== 'base' && allLocales[n].location?.postal_address);
  const english = name.startsWith('en') || name === 'base';
  if (own || english) return undefined;
  if (name === 'ja') return '〒{{location.zip_code}} {{location.state}}{{location.city}}{{location.street_address}}';
  if (name.startsWith('zh')) return '{{location.zip_code}} {{location.state}}{{location.city}}{{location.street_address}}';
  if (name === 'ko') return '{{location.state}} {{location.city}} {{location.street_address}} ({{location.zip_code}})';
  if (name.startsWith('pt_BR')) return '{{location.street_address}}, {{location.city}} - {{location.state@abbr}}, {{location.zip_code}}';
  return '{{location.street_address}}, {{location.zip_code}} {{location.city}}';
}

// ---- All

for (const [name, locale] of Object.entries(allLocales)) {
  const chain = [];
  for (let short = name; short.includes('_');) {
    short = short.slice(0, short.lastIndexOf('_'));
    if (short in allLocales) chain.push(short);
  }
  for (const last of ['en', 'base']) if (name !== 'base' && last !== name && !chain.includes(last)) chain.push(last);
  output.push(`@${[name, ...chain].join(' ')}`);
  for (const module of modules) {
    for (const [key, value] of Object.entries(locale[module] ?? {})) {
      if (!left_out.has(key)) emit(`${module}.${key}`, value, name);
    }
  }
  const form = addressForm(name, chain);
  if (form) output.push('#location.postal_address', form);
  if (name === 'base') {
    const { base, en } = allLocales;
    output.push('#location.country@code', ...codes);
    output.push('#location.country@alpha3', ...base.location.country_code.map((country) => country.alpha3));
    output.push('#country.locale', ...base.location.country_code.map(
      ({ alpha2, alpha3 }) => `${alpha2} ${alpha3} ${localeOf(alpha2)}`));
    const money = en.finance.currency.filter((currency) => /^[A-Z]{3}$/.test(currency.code));
    output.push('#finance.currency', ...money.map((currency) => line(currency.name)));
    output.push('#finance.currency@code', ...money.map((currency) => currency.code));
    const types = Object.entries(base.system.mime_type).filter(([, type]) => type.extensions?.length);
    output.push('#system.mime_type', ...types.map(([type]) => type));
    output.push('#system.file_extension', ...new Set(types.flatMap(([, type]) => type.extensions)));
    output.push('#system.locale', ...new Set(Object.keys(allLocales).filter((n) => /^[a-z]{2}_[A-Z]{2}$/.test(n))));
    for (const more of process.argv.slice(3)) output.push(readFileSync(more, 'utf8').trimEnd());
    continue;
  }
  output.push('#locale.country', countryOf(name));
  const parents = chain.filter((n) => n !== 'base' && (n !== 'en' || name.startsWith('en')));
  const location = locale.location ?? {};
  emitStates(location, parents.some((n) => allLocales[n].location?.state));
  emitPostcodes(location, location.state_abbr ?? allLocales[chain[0]]?.location?.state_abbr);
  if (name === 'en' || !parents.length) output.push('#location.country', ...countryNames(name).map(line));
}
writeFileSync(process.argv[2], output.join('\n') + '\n');
