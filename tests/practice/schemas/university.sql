-- Gestión académica de una universidad: facultades, carreras, estudiantes, matrículas, notas, biblioteca.
-- Dialect: PostgreSQL.

CREATE TABLE facultad (
    id_facultad     serial PRIMARY KEY,
    nombre          varchar(80) NOT NULL UNIQUE,
    siglas          varchar(6) NOT NULL UNIQUE,
    anio_fundacion  smallint NOT NULL,
    telefono        varchar(20),
    correo          varchar(80)
);

CREATE TABLE departamento (
    id_departamento serial PRIMARY KEY,
    id_facultad     integer NOT NULL REFERENCES facultad,
    nombre          varchar(80) NOT NULL,
    edificio        varchar(30),
    presupuesto_anual numeric(12,2)
);

CREATE TABLE profesor (
    id_profesor     serial PRIMARY KEY,
    id_departamento integer NOT NULL REFERENCES departamento,
    nombre          varchar(40) NOT NULL,
    apellidos       varchar(60) NOT NULL,
    sexo            char(1) NOT NULL CHECK (sexo IN ('H', 'M')), -- hombre, mujer
    fecha_nacimiento date NOT NULL,
    fecha_contratacion date NOT NULL,
    fecha_baja      date,
    categoria       varchar(20) NOT NULL CHECK (categoria IN ('catedrático', 'titular', 'asociado', 'ayudante')),
    salario_mensual numeric(8,2) NOT NULL,
    correo          varchar(80) NOT NULL UNIQUE,
    despacho        varchar(10)
);

CREATE TABLE carrera (
    id_carrera      serial PRIMARY KEY,
    id_facultad     integer NOT NULL REFERENCES facultad,
    codigo          varchar(8) NOT NULL UNIQUE,
    nombre          varchar(100) NOT NULL,
    nivel           varchar(10) NOT NULL CHECK (nivel IN ('grado', 'máster', 'doctorado')),
    duracion_semestres smallint NOT NULL,
    creditos_totales smallint NOT NULL,
    precio_credito  numeric(6,2) NOT NULL
);

CREATE TABLE asignatura (
    id_asignatura   serial PRIMARY KEY,
    id_carrera      integer NOT NULL REFERENCES carrera,
    id_departamento integer NOT NULL REFERENCES departamento,
    codigo          varchar(8) NOT NULL UNIQUE,
    nombre          varchar(100) NOT NULL,
    creditos        numeric(3,1) NOT NULL,
    semestre        smallint NOT NULL,
    horas_semanales smallint NOT NULL,
    id_asignatura_previa integer REFERENCES asignatura
);
COMMENT ON COLUMN asignatura.semestre IS 'semestre de la carrera, de 1 a su duración';

CREATE TABLE estudiante (
    id_estudiante   bigserial PRIMARY KEY,
    num_expediente  varchar(10) NOT NULL UNIQUE,
    nombre          varchar(40) NOT NULL,
    apellidos       varchar(60) NOT NULL,
    sexo            char(1) NOT NULL CHECK (sexo IN ('H', 'M')),
    fecha_nacimiento date NOT NULL,
    nacionalidad    char(2) NOT NULL DEFAULT 'ES',
    dni             varchar(9) UNIQUE,
    correo          varchar(80) NOT NULL UNIQUE,
    telefono        varchar(20),
    direccion       varchar(100),
    ciudad          varchar(50),
    codigo_postal   char(5),
    pais            char(2) NOT NULL DEFAULT 'ES',
    id_carrera      integer NOT NULL REFERENCES carrera,
    fecha_ingreso   date NOT NULL,
    fecha_egreso    date,
    estado          varchar(12) NOT NULL CHECK (estado IN ('activo', 'egresado', 'abandono', 'suspendido')),
    nota_media      numeric(4,2) CHECK (nota_media BETWEEN 0 AND 10),
    becado          boolean NOT NULL DEFAULT false
);
COMMENT ON COLUMN estudiante.fecha_egreso IS 'fecha en que termina o deja la carrera';

CREATE TABLE curso_academico (
    id_curso        serial PRIMARY KEY,
    nombre          char(9) NOT NULL UNIQUE, -- 2023/2024
    fecha_inicio    date NOT NULL,
    fecha_fin       date NOT NULL,
    CHECK (fecha_fin > fecha_inicio)
);

CREATE TABLE grupo (
    id_grupo        serial PRIMARY KEY,
    id_asignatura   integer NOT NULL REFERENCES asignatura,
    id_curso        integer NOT NULL REFERENCES curso_academico,
    id_profesor     integer NOT NULL REFERENCES profesor,
    turno           varchar(7) NOT NULL CHECK (turno IN ('mañana', 'tarde')),
    aula            varchar(10) NOT NULL,
    plazas          smallint NOT NULL,
    inscritos       smallint NOT NULL DEFAULT 0,
    dia_semana      varchar(9) NOT NULL,
    hora_inicio     time NOT NULL,
    hora_fin        time NOT NULL
);
COMMENT ON COLUMN grupo.inscritos IS 'número de matrículas del grupo';

CREATE TABLE matricula (
    id_matricula    bigserial PRIMARY KEY,
    id_estudiante   bigint NOT NULL REFERENCES estudiante,
    id_grupo        integer NOT NULL REFERENCES grupo,
    fecha_matricula timestamp NOT NULL,
    convocatoria    smallint NOT NULL DEFAULT 1 CHECK (convocatoria BETWEEN 1 AND 6),
    nota_final      numeric(4,2) CHECK (nota_final BETWEEN 0 AND 10),
    calificacion    varchar(20) CHECK (calificacion IN ('suspenso', 'aprobado', 'notable', 'sobresaliente', 'no presentado')),
    importe         numeric(8,2) NOT NULL,
    pagada          boolean NOT NULL DEFAULT true,
    UNIQUE (id_estudiante, id_grupo)
);
COMMENT ON COLUMN matricula.calificacion IS 'suspenso < 5, aprobado < 7, notable < 9, sobresaliente';
COMMENT ON COLUMN matricula.importe IS 'créditos de la asignatura × precio del crédito de la carrera';

CREATE TABLE examen (
    id_examen       bigserial PRIMARY KEY,
    id_grupo        integer NOT NULL REFERENCES grupo,
    tipo            varchar(14) NOT NULL CHECK (tipo IN ('parcial', 'final', 'recuperación')),
    inicio          timestamp NOT NULL,
    fin             timestamp NOT NULL,
    duracion_min    smallint NOT NULL,
    peso_porcentaje numeric(5,2) NOT NULL CHECK (peso_porcentaje BETWEEN 0 AND 100)
);
COMMENT ON COLUMN examen.duracion_min IS 'minutos de inicio a fin';

CREATE TABLE nota_examen (
    id_examen       bigint NOT NULL REFERENCES examen,
    id_matricula    bigint NOT NULL REFERENCES matricula,
    nota            numeric(4,2) CHECK (nota BETWEEN 0 AND 10),
    fecha_publicacion date,
    presentado      boolean NOT NULL DEFAULT true,
    PRIMARY KEY (id_examen, id_matricula)
);
COMMENT ON COLUMN nota_examen.nota IS 'nula si no se ha presentado';

CREATE TABLE libro (
    id_libro        serial PRIMARY KEY,
    isbn            char(13) NOT NULL UNIQUE,
    titulo          varchar(150) NOT NULL,
    autor           varchar(80) NOT NULL,
    editorial       varchar(60),
    anio_publicacion smallint NOT NULL,
    idioma          char(2) NOT NULL DEFAULT 'es',
    paginas         smallint,
    ejemplares      smallint NOT NULL DEFAULT 1
);

CREATE TABLE prestamo (
    id_prestamo     bigserial PRIMARY KEY,
    id_libro        integer NOT NULL REFERENCES libro,
    id_estudiante   bigint NOT NULL REFERENCES estudiante,
    fecha_prestamo  date NOT NULL,
    fecha_vencimiento date NOT NULL,
    fecha_devolucion date,
    multa           numeric(6,2) NOT NULL DEFAULT 0
);
