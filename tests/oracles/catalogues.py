"""What a database itself says of its tables, in the form of `create --print schema`."""

import re


def postgres(connection, only=None):
    def rows(sql):
        return connection.execute(sql).fetchall()

    tables = {}
    for oid, name in rows(
        "SELECT c.oid, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT IN "
        "('pg_catalog', 'information_schema')"
    ):
        columns = rows(
            "SELECT attname, format_type(atttypid, atttypmod), attnotnull, attgenerated "
            f"FROM pg_attribute WHERE attrelid = {oid} AND attnum > 0 AND NOT attisdropped "
            "ORDER BY attnum"
        )
        tables[name] = {
            "columns": [(n, t, not required) for n, t, required, _ in columns],
            "primary_key": [],
            "unique": set(),
            "foreign_keys": set(),
        }
        keys = rows(
            "SELECT i.indisprimary, array(SELECT a.attname FROM unnest(i.indkey) WITH ORDINALITY "
            "k(n, o) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.n "
            "ORDER BY k.o), i.indexprs IS NULL FROM pg_index i "
            f"WHERE i.indrelid = {oid} AND i.indisunique"
        )
        for primary, names, plain in keys:
            if primary:
                tables[name]["primary_key"] = names
            elif plain:
                tables[name]["unique"].add(frozenset(names))
    for name, columns, target, references in rows(
        "SELECT c.relname, array(SELECT a.attname FROM unnest(k.conkey) WITH ORDINALITY u(n, o) "
        "JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n ORDER BY o), t.relname, "
        "array(SELECT a.attname FROM unnest(k.confkey) WITH ORDINALITY u(n, o) JOIN pg_attribute a "
        "ON a.attrelid = k.confrelid AND a.attnum = u.n ORDER BY o) FROM pg_constraint k "
        "JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid "
        "WHERE k.contype = 'f' AND k.conparentid = 0"
    ):
        tables[name]["foreign_keys"].add((tuple(columns), target, tuple(references)))
    return tables


def mariadb(connection, database):
    def rows(sql):
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()

    tables = {}
    for (name,) in rows(
        "SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE' "
        f"AND table_schema = '{database}'"
    ):
        columns = rows(
            "SELECT column_name, column_type, is_nullable FROM information_schema.columns "
            f"WHERE table_schema = '{database}' AND table_name = '{name}' ORDER BY ordinal_position"
        )
        tables[name] = {
            "columns": [(n, t, nullable == "YES") for n, t, nullable in columns],
            "primary_key": [],
            "unique": set(),
            "foreign_keys": set(),
        }
        keys = {}
        for key, column in rows(
            "SELECT index_name, column_name FROM information_schema.statistics WHERE "
            f"non_unique = 0 AND table_schema = '{database}' AND table_name = '{name}' "
            "ORDER BY index_name, seq_in_index"
        ):
            keys.setdefault(key, []).append(column)
        tables[name]["primary_key"] = keys.pop("PRIMARY", [])
        tables[name]["unique"] = {frozenset(columns) for columns in keys.values()}
        foreign = {}
        for key, column, target, reference in rows(
            "SELECT constraint_name, column_name, referenced_table_name, referenced_column_name "
            "FROM information_schema.key_column_usage WHERE referenced_table_name IS NOT NULL "
            f"AND table_schema = '{database}' AND table_name = '{name}' "
            "ORDER BY constraint_name, ordinal_position"
        ):
            entry = foreign.setdefault(key, ([], target, []))
            entry[0].append(column)
            entry[2].append(reference)
        tables[name]["foreign_keys"] = {(tuple(c), t, tuple(r)) for c, t, r in foreign.values()}
    return tables


def sqlite(connection):
    tables = {}
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall():
        columns = connection.execute(f'PRAGMA table_xinfo("{name}")').fetchall()
        key = sorted((row[5], row[1]) for row in columns if row[5] > 0)
        table = tables[name] = {
            "columns": [(row[1], row[2], not row[3]) for row in columns],
            "primary_key": [column for _, column in key],
            "unique": set(),
            "foreign_keys": set(),
        }
        for _, index, unique, origin, *_ in connection.execute(
            f'PRAGMA index_list("{name}")'
        ).fetchall():
            names = [
                row[2] for row in connection.execute(f'PRAGMA index_info("{index}")').fetchall()
            ]
            if unique and origin != "pk" and None not in names:
                table["unique"].add(frozenset(names))
        foreign = {}
        for number, _, target, column, reference, *_ in connection.execute(
            f'PRAGMA foreign_key_list("{name}")'
        ).fetchall():
            entry = foreign.setdefault(number, ([], target, []))
            entry[0].append(column)
            entry[2].append(reference)
        table["foreign_keys"] = set((tuple(c), t, tuple(r)) for c, t, r in foreign.values())
    for table in tables.values():  # REFERENCES t means its primary key
        table["foreign_keys"] = {
            (c, t, r if None not in r else tuple(tables[t]["primary_key"]))
            for c, t, r in table["foreign_keys"]
            if t in tables
        }
    return tables


def _named(name, fold):
    return name.lower() if fold else name


def ours(model, fold=True):
    """The model that `create --print schema` gives, by table; names folded as databases do."""
    tables = {}
    for table in model["tables"]:
        name = _named(table["name"].split(".")[-1], fold)
        tables[name] = {
            "columns": [
                (_named(c["name"], fold), c["type"], c["nullable"]) for c in table["columns"]
            ],
            "primary_key": [_named(c, fold) for c in table["primary_key"]],
            "unique": {frozenset(_named(c, fold) for c in key) for key in table["unique"]},
            "foreign_keys": {
                (
                    tuple(_named(c, fold) for c in key["columns"]),
                    _named(key["table"].split(".")[-1], fold),
                    tuple(_named(c, fold) for c in key["references"]),
                )
                for key in table["foreign_keys"]
            },
        }
    return tables


def folded(tables):
    """The catalogue's tables with all names in small letters."""
    return {
        name.lower(): {
            "columns": [(n.lower(), t, nullable) for n, t, nullable in table["columns"]],
            "primary_key": [n.lower() for n in table["primary_key"]],
            "unique": {frozenset(n.lower() for n in key) for key in table["unique"]},
            "foreign_keys": {
                (tuple(n.lower() for n in c), t.lower(), tuple(n.lower() for n in r))
                for c, t, r in table["foreign_keys"]
            },
        }
        for name, table in tables.items()
    }


def differences(model, catalogue):
    """How a read schema differs from the database's, a line each. Types are compared elsewhere."""
    found = []
    for name in sorted(set(model) | set(catalogue)):
        if name not in model or name not in catalogue:
            found.append(f"{name}: only in {'the catalogue' if name not in model else 'the model'}")
            continue
        mine, theirs = model[name], catalogue[name]
        names = [c[0] for c in mine["columns"]]
        if sorted(names) != sorted(c[0] for c in theirs["columns"]):
            found.append(f"{name}: columns {names} != {[c[0] for c in theirs['columns']]}")
            continue
        nulls = {c[0]: c[2] for c in theirs["columns"]}
        for column, _, nullable in mine["columns"]:
            if nulls[column] != nullable:
                found.append(f"{name}.{column}: nullable {nullable} != {nulls[column]}")
        for key in ("primary_key", "unique", "foreign_keys"):
            own, other = mine[key], theirs[key]
            if key == "unique":
                own = own - {frozenset(mine["primary_key"])}
                other = other - {frozenset(theirs["primary_key"])}
            if own != other:
                found.append(f"{name}: {key} {own} != {other}")
    return found


def family(mysql_type):
    """MySQL's own name of a type, without what it adds or leaves out: integer(10) is int."""
    plain = re.split(r"[\s(]", mysql_type.lower().strip())[0]
    same = {
        "int4": "int",
        "integer": "int",
        "int8": "bigint",
        "serial": "bigint",
        "bool": "tinyint",
        "boolean": "tinyint",
        "dec": "decimal",
        "numeric": "decimal",
        "real": "double",
        "json": "longtext",
        "character": "char",
        "nvarchar": "varchar",
    }
    return same.get(plain, plain)
