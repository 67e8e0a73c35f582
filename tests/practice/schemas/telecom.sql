-- Operadora de telefonia móvel no Brasil: clientes, linhas, planos, chamadas, faturas, chamados.
-- Dialect: PostgreSQL.

CREATE TABLE regiao (
    id_regiao       serial PRIMARY KEY,
    uf              char(2) NOT NULL, -- estado: SP, RJ, MG …
    ddd             char(2) NOT NULL UNIQUE, -- código de área
    nome            varchar(40) NOT NULL
);

CREATE TABLE torre (
    id_torre        serial PRIMARY KEY,
    id_regiao       integer NOT NULL REFERENCES regiao,
    codigo          varchar(12) NOT NULL UNIQUE,
    latitude        numeric(8,5) NOT NULL,
    longitude       numeric(8,5) NOT NULL,
    altura_m        numeric(5,1) NOT NULL,
    tecnologia      varchar(3) NOT NULL CHECK (tecnologia IN ('3G', '4G', '5G')),
    data_ativacao   date NOT NULL,
    ativa           boolean NOT NULL DEFAULT true
);

CREATE TABLE plano (
    id_plano        serial PRIMARY KEY,
    nome            varchar(50) NOT NULL UNIQUE,
    modalidade      varchar(10) NOT NULL CHECK (modalidade IN ('pré-pago', 'controle', 'pós-pago')),
    preco_mensal    numeric(7,2) NOT NULL, -- em reais
    franquia_gb     numeric(6,1) NOT NULL, -- dados por mês
    franquia_minutos integer, -- nulo: ilimitado
    preco_minuto_excedente numeric(6,4) NOT NULL DEFAULT 0,
    fidelidade_meses smallint NOT NULL DEFAULT 0,
    inicio_venda    date NOT NULL,
    fim_venda       date
);

CREATE TABLE cliente (
    id_cliente      bigserial PRIMARY KEY,
    tipo_pessoa     char(1) NOT NULL CHECK (tipo_pessoa IN ('F', 'J')), -- física, jurídica
    nome            varchar(80) NOT NULL,
    cpf_cnpj        varchar(14) NOT NULL UNIQUE, -- CPF com 11 dígitos, CNPJ com 14
    data_nascimento date, -- só pessoa física
    sexo            char(1) CHECK (sexo IN ('M', 'F')),
    email           varchar(80),
    logradouro      varchar(80) NOT NULL,
    numero          varchar(8) NOT NULL,
    bairro          varchar(50),
    cidade          varchar(50) NOT NULL,
    uf              char(2) NOT NULL,
    cep             char(9) NOT NULL,
    score_credito   smallint CHECK (score_credito BETWEEN 0 AND 1000),
    data_cadastro   timestamp NOT NULL
);

CREATE TABLE aparelho (
    id_aparelho     bigserial PRIMARY KEY,
    imei            char(15) NOT NULL UNIQUE,
    fabricante      varchar(20) NOT NULL,
    modelo          varchar(40) NOT NULL,
    suporta_5g      boolean NOT NULL
);

CREATE TABLE linha (
    id_linha        bigserial PRIMARY KEY,
    numero          varchar(13) NOT NULL UNIQUE, -- 55 + DDD + 9 dígitos
    iccid           varchar(20) NOT NULL UNIQUE, -- número do chip
    imsi            char(15) NOT NULL UNIQUE,
    id_cliente      bigint NOT NULL REFERENCES cliente,
    id_plano        integer NOT NULL REFERENCES plano,
    id_regiao       integer NOT NULL REFERENCES regiao, -- a do DDD do número
    id_aparelho     bigint REFERENCES aparelho,
    status          varchar(10) NOT NULL CHECK (status IN ('ativa', 'suspensa', 'cancelada')),
    data_ativacao   date NOT NULL,
    data_cancelamento date,
    motivo_cancelamento varchar(20) CHECK (motivo_cancelamento IN ('portabilidade', 'inadimplência', 'pedido', 'óbito')),
    fim_fidelidade  date,
    portada         boolean NOT NULL DEFAULT false,
    saldo_recarga   numeric(8,2) NOT NULL DEFAULT 0
);

CREATE TABLE chamada (
    id_chamada      bigserial PRIMARY KEY,
    id_linha        bigint NOT NULL REFERENCES linha,
    id_torre        integer NOT NULL REFERENCES torre,
    numero_destino  varchar(15) NOT NULL,
    direcao         varchar(8) NOT NULL CHECK (direcao IN ('entrada', 'saída')),
    inicio          timestamp NOT NULL,
    fim             timestamp NOT NULL,
    duracao_s       integer NOT NULL CHECK (duracao_s >= 0), -- segundos de início a fim
    tipo            varchar(13) NOT NULL CHECK (tipo IN ('local', 'interurbana', 'internacional')),
    valor           numeric(8,4) NOT NULL DEFAULT 0,
    motivo_fim      varchar(10) NOT NULL CHECK (motivo_fim IN ('normal', 'queda', 'ocupado'))
);

CREATE TABLE sessao_dados (
    id_sessao       bigserial PRIMARY KEY,
    id_linha        bigint NOT NULL REFERENCES linha,
    id_torre        integer NOT NULL REFERENCES torre,
    inicio          timestamp NOT NULL,
    fim             timestamp,
    bytes_enviados  bigint NOT NULL,
    bytes_recebidos bigint NOT NULL,
    tecnologia      varchar(3) NOT NULL CHECK (tecnologia IN ('3G', '4G', '5G')),
    ip              varchar(45) NOT NULL
);

CREATE TABLE recarga (
    id_recarga      bigserial PRIMARY KEY,
    id_linha        bigint NOT NULL REFERENCES linha,
    valor           numeric(6,2) NOT NULL CHECK (valor > 0),
    data_hora       timestamp NOT NULL,
    validade        date NOT NULL,
    canal           varchar(12) NOT NULL CHECK (canal IN ('aplicativo', 'loja', 'banco', 'site'))
);

CREATE TABLE fatura (
    id_fatura       bigserial PRIMARY KEY,
    id_cliente      bigint NOT NULL REFERENCES cliente,
    numero          varchar(14) NOT NULL UNIQUE,
    periodo_inicio  date NOT NULL,
    periodo_fim     date NOT NULL,
    data_emissao    date NOT NULL,
    data_vencimento date NOT NULL,
    data_pagamento  date,
    valor_servicos  numeric(9,2) NOT NULL,
    valor_impostos  numeric(9,2) NOT NULL,
    valor_desconto  numeric(9,2) NOT NULL DEFAULT 0,
    valor_total     numeric(9,2) NOT NULL, -- serviços + impostos - desconto
    situacao        varchar(9) NOT NULL CHECK (situacao IN ('aberta', 'paga', 'vencida', 'cancelada')),
    CHECK (periodo_fim > periodo_inicio)
);

CREATE TABLE item_fatura (
    id_fatura       bigint NOT NULL REFERENCES fatura,
    sequencia       smallint NOT NULL,
    id_linha        bigint NOT NULL REFERENCES linha, -- do mesmo cliente
    descricao       varchar(80) NOT NULL,
    quantidade      numeric(9,2) NOT NULL,
    valor_unitario  numeric(9,4) NOT NULL,
    valor           numeric(9,2) NOT NULL, -- quantidade × valor unitário
    PRIMARY KEY (id_fatura, sequencia)
);
COMMENT ON COLUMN fatura.valor_servicos IS 'soma dos itens';

CREATE TABLE atendente (
    id_atendente    serial PRIMARY KEY,
    nome            varchar(60) NOT NULL,
    email           varchar(80) NOT NULL UNIQUE,
    turno           varchar(6) NOT NULL CHECK (turno IN ('manhã', 'tarde', 'noite')),
    data_admissao   date NOT NULL
);

CREATE TABLE chamado (
    id_chamado      bigserial PRIMARY KEY,
    protocolo       varchar(16) NOT NULL UNIQUE,
    id_cliente      bigint NOT NULL REFERENCES cliente,
    id_linha        bigint REFERENCES linha, -- do mesmo cliente
    id_atendente    integer NOT NULL REFERENCES atendente,
    id_chamado_origem bigint REFERENCES chamado,
    categoria       varchar(12) NOT NULL CHECK (categoria IN ('cobrança', 'sinal', 'internet', 'cancelamento', 'outros')),
    abertura        timestamp NOT NULL,
    encerramento    timestamp,
    resolvido       boolean NOT NULL DEFAULT false,
    nota            smallint CHECK (nota BETWEEN 1 AND 5),
    relato          text
);
COMMENT ON COLUMN chamado.nota IS 'satisfação, depois do encerramento';
