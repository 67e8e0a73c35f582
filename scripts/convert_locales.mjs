// Turns the locale data of @faker-js/faker (MIT) into the text that the program carries.
//
//   node scripts/convert_locales.mjs OUTPUT
//
// Format, one item a line:
//   @LOCALE FALLBACK…    starts a locale; what it lacks is looked for in the fallbacks, in order
//   #path                starts a list (an empty list: the locale has no such thing)
//   value                or  weight<TAB>value  where the list is weighted ("%path" instead of "#path")
// Line breaks inside a value are written as \n. "{{person.first_name}}" names another list or method.
// A list "path@ascii" holds the same items reduced to lower-case ASCII letters, for addresses.
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const require = createRequire(new URL('../.deps/node/', import.meta.url));
const { allLocales } = await import(pathToFileURL(require.resolve('@faker-js/faker')).href);

const modules = ['person', 'location', 'company', 'internet', 'lorem', 'phone_number', 'color'];
const left_out = new Set(['emoji', 'http_status_code', 'jwt_algorithm', 'time_zone', 'country_code',
  'language', 'user_agent_pattern', 'continent']);

const snake = (text) => text.replace(/[A-Z]/g, (c) => '_' + c.toLowerCase());
const template = (text) => text.replace(/\{\{([^}]*)\}\}/g, (_, path) => `{{${snake(path)}}}`);
const line = (text) => template(String(text)).replaceAll('\\', '\\\\').replaceAll('\n', '\\n');

const single = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };
const german = { ä: 'ae', ö: 'oe', ü: 'ue' };
function ascii(text, locale) {
  let small = text.toLowerCase();
  if (locale.startsWith('de')) small = small.replace(/[äöü]/g, (c) => german[c]);
  small = small.replace(/[ßøæœłđðþı]/g, (c) => single[c]).normalize('NFD');
  return small.replace(/[^a-z0-9]/g, '');
}

const output = [];
function emit(path, value, locale) {
  if (value === null) {
    output.push(`#${path}`);
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
        const reduced = items.map((item) => ascii(item, locale));
        output.push(`#${path}@ascii`, ...reduced.map((item, i) => item || `user${i}`));
      }
    }
  } else if (typeof value === 'object') {
    for (const [key, part] of Object.entries(value)) emit(`${path}.${key}`, part, locale);
  }
}

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
}
writeFileSync(process.argv[2], output.join('\n') + '\n');
