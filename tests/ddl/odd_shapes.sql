-- Shapes that trouble generators: shared columns, keys of keys, words as names, every type.
CREATE TABLE tenant (id uuid PRIMARY KEY, "display name" text NOT NULL);
CREATE TABLE "user" (tenant_id uuid NOT NULL REFERENCES tenant, id bigint GENERATED ALWAYS AS IDENTITY, "group" text, "select" int CHECK ("select" > 3), email text, PRIMARY KEY (tenant_id, id));
CREATE TABLE project (tenant_id uuid NOT NULL REFERENCES tenant, id int NOT NULL, owner_id bigint NOT NULL, PRIMARY KEY (tenant_id, id), FOREIGN KEY (tenant_id, owner_id) REFERENCES "user" (tenant_id, id));
CREATE TABLE task (tenant_id uuid NOT NULL, project_id int NOT NULL, no int NOT NULL, assignee bigint, parent_no int, PRIMARY KEY (tenant_id, project_id, no),
  FOREIGN KEY (tenant_id, project_id) REFERENCES project (tenant_id, id), FOREIGN KEY (tenant_id, assignee) REFERENCES "user" (tenant_id, id),
  FOREIGN KEY (tenant_id, project_id, parent_no) REFERENCES task (tenant_id, project_id, no));
CREATE TABLE only_id (id serial PRIMARY KEY);
CREATE TABLE only_gen (a int GENERATED ALWAYS AS (1) STORED);
CREATE TABLE nothing_unique (flag boolean NOT NULL, kind char(1) NOT NULL, UNIQUE (flag, kind));
CREATE TABLE tiny (b smallint PRIMARY KEY CHECK (b BETWEEN 1 AND 5));
CREATE TABLE three (x smallint REFERENCES tiny, y smallint REFERENCES tiny, z int NOT NULL REFERENCES only_id, PRIMARY KEY (x, y, z));
CREATE TABLE onetoone (id int PRIMARY KEY REFERENCES only_id, other int NOT NULL UNIQUE REFERENCES only_id);
CREATE TABLE chain (id int PRIMARY KEY, next_id int UNIQUE REFERENCES chain);
CREATE TABLE selfreq (id int PRIMARY KEY, boss int NOT NULL REFERENCES selfreq);
CREATE TABLE friend (a int NOT NULL REFERENCES only_id, b int NOT NULL REFERENCES only_id, PRIMARY KEY (a, b));
CREATE TABLE message (id serial PRIMARY KEY, sender int NOT NULL REFERENCES only_id, recipient int NOT NULL REFERENCES only_id, cc int REFERENCES only_id, CHECK (sender <> recipient), CHECK (cc <> sender));
CREATE TABLE types (id bigserial PRIMARY KEY, a inet, b cidr, c macaddr, d interval NOT NULL, e bit(5) NOT NULL, f varbit, g xml, h point NOT NULL, i tsvector, j int4range NOT NULL, k money NOT NULL, l "char" NOT NULL, m name NOT NULL, n time with time zone NOT NULL, o numeric NOT NULL, p real NOT NULL, q char(3)[] NOT NULL, r timestamptz[], s json NOT NULL, t bytea NOT NULL, u oid, v date NOT NULL, w polygon);
CREATE TABLE span (id int PRIMARY KEY, opens time NOT NULL, closes time NOT NULL, CHECK (opens < closes));
