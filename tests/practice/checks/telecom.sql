-- name: call_times
-- kind: order
-- why: A call ends after it begins.
-- share: 0
select count_if(fim < inicio), count(*) from chamada;

-- name: call_seconds
-- kind: formula
-- why: The seconds are those from beginning to end.
-- share: 0
select count_if(duracao_s <> date_diff('second', inicio, fim)), count(*) from chamada;

-- name: calls_are_short
-- kind: duration
-- why: Most calls take less than half an hour, none a day.
-- share: 0.1
select count_if(duracao_s > 3600), count(*) from chamada;

-- name: calls_median
-- kind: magnitude
-- why: Half of the calls are over after ten minutes.
-- share: 0.5
select count_if(duracao_s > 600), count(*) from chamada;

-- name: busy_has_no_length
-- kind: status
-- why: A busy number costs nothing and takes no minutes.
-- share: 0.02
select count_if(valor > 0 or duracao_s > 120), count(*) from chamada where motivo_fim = 'ocupado';

-- name: calls_end_normally
-- kind: share
-- why: Most calls end normally, few drop.
-- share: 0.35
select count_if(motivo_fim <> 'normal'), count(*) from chamada;

-- name: incoming_calls_are_free
-- kind: formula
-- why: Who is called pays nothing.
-- share: 0.05
select count_if(valor > 0), count(*) from chamada where direcao = 'entrada' and tipo <> 'internacional';

-- name: international_is_rare
-- kind: share
-- why: Few calls go abroad.
-- share: 0.15
select count_if(tipo = 'internacional'), count(*) from chamada;

-- name: call_by_active_line
-- kind: life
-- why: A line calls between activation and cancellation.
-- share: 0
select count_if(c.inicio::date < l.data_ativacao or c.inicio::date > l.data_cancelamento), count(*)
from chamada c join linha l using (id_linha);

-- name: call_by_active_tower
-- kind: life
-- why: A tower carries calls after its activation.
-- share: 0
select count_if(c.inicio::date < t.data_ativacao), count(*) from chamada c join torre t using (id_torre);

-- name: calls_by_day
-- kind: hours
-- why: People call by day more than by night.
-- share: 0.2
select count_if(hour(inicio) between 0 and 5), count(*) from chamada;

-- name: called_number
-- kind: code
-- why: A number called is digits, perhaps with a plus.
-- share: 0
select count_if(not regexp_full_match(numero_destino, '\+?\d{3,15}')), count(*) from chamada;

-- name: no_call_to_oneself
-- kind: status
-- why: Nobody calls himself.
-- share: 0
select count_if(c.numero_destino = l.numero), count(*) from chamada c join linha l using (id_linha);

-- name: line_number
-- kind: code
-- why: A mobile number is 55, the area, and nine digits that begin with 9.
-- share: 0
select count_if(not regexp_full_match(numero, '55[1-9]\d9\d{8}')), count(*) from linha;

-- name: line_area_of_region
-- kind: diamond
-- why: The area code in the number is that of its region.
-- share: 0
select count_if(substr(l.numero, 3, 2) <> r.ddd), count(*) from linha l join regiao r using (id_regiao);

-- name: area_code_of_state
-- kind: place
-- why: 11 is in São Paulo and 21 in Rio.
-- share: 0
select count_if(case substr(ddd, 1, 1) when '1' then uf <> 'SP' when '3' then uf <> 'MG' when '5' then uf <> 'RS' end
  or (ddd in ('21', '22', '24') and uf <> 'RJ')), count(*) from regiao;

-- name: states
-- kind: code
-- why: There are 27 states.
-- share: 0
select count_if(uf not in ('AC', 'AL', 'AP', 'AM', 'BA', 'CE', 'DF', 'ES', 'GO', 'MA', 'MT', 'MS', 'MG', 'PA', 'PB', 'PR', 'PE', 'PI',
  'RJ', 'RN', 'RS', 'RO', 'RR', 'SC', 'SP', 'SE', 'TO')), count(*) from cliente;

-- name: few_regions
-- kind: level
-- why: There are 67 area codes, no more.
-- share: 0
select (count(*) > 67)::integer, 1 from regiao;

-- name: area_code_is_two_digits
-- kind: code
-- why: An area code is two digits from 11 to 99.
-- share: 0
select count_if(not regexp_full_match(ddd, '[1-9]\d')), count(*) from regiao;

-- name: postcode
-- kind: code
-- why: A CEP is five digits, a hyphen and three.
-- share: 0
select count_if(not regexp_full_match(cep, '\d{5}-\d{3}')), count(*) from cliente;

-- name: postcode_of_state
-- kind: place
-- why: CEPs of São Paulo begin with 0 or 1, those of Minas with 3.
-- share: 0.02
select count_if(case uf when 'SP' then cep[1] not in ('0', '1') when 'RJ' then cep[1] <> '2' when 'ES' then cep[1] <> '2'
  when 'MG' then cep[1] <> '3' when 'BA' then cep[1] <> '4' when 'PR' then cep[1] <> '8' when 'SC' then cep[1] <> '8'
  when 'RS' then cep[1] <> '9' when 'PE' then cep[1] <> '5' when 'CE' then cep[1] <> '6' end), count(*) from cliente;

-- name: city_of_state
-- kind: place
-- why: The great cities are in their states.
-- share: 0.02
select count_if(map {'sao paulo': 'SP', 'campinas': 'SP', 'rio de janeiro': 'RJ', 'niteroi': 'RJ', 'belo horizonte': 'MG', 'salvador': 'BA',
  'curitiba': 'PR', 'porto alegre': 'RS', 'recife': 'PE', 'fortaleza': 'CE', 'brasilia': 'DF', 'manaus': 'AM', 'belem': 'PA', 'goiania': 'GO',
  'florianopolis': 'SC', 'vitoria': 'ES', 'natal': 'RN', 'maceio': 'AL', 'cuiaba': 'MT'}[strip_accents(lower(cidade))] <> uf), count(*) from cliente;

-- name: one_city_one_state
-- kind: place
-- why: A city's name is mostly of one state.
-- share: 0.2
select count_if(estados > 1), count(*) from (select count(distinct uf) as estados from cliente group by cidade having count(*) > 1);

-- name: tax_number_length
-- kind: code
-- why: A person has 11 digits, a company 14.
-- share: 0
select count_if(len(regexp_replace(cpf_cnpj, '\D', '', 'g')) <> case tipo_pessoa when 'F' then 11 else 14 end), count(*) from cliente;

-- name: tax_number_check_digit
-- kind: code
-- why: The last two digits of a CPF are check digits.
-- share: 0
select count_if(not regexp_full_match(cpf_cnpj, '\d{11}')
  or digits(cpf_cnpj)[10] <> (list_sum(list_transform(range(1, 10), lambda i: digits(cpf_cnpj)[i] * i)) % 11) % 10
  or digits(cpf_cnpj)[11] <> (list_sum(list_transform(range(1, 11), lambda i: digits(cpf_cnpj)[i] * (i - 1))) % 11) % 10), count(*)
from cliente where tipo_pessoa = 'F';

-- name: birth_of_persons_only
-- kind: status
-- why: Companies have no birth date and no sex.
-- share: 0
select count_if(tipo_pessoa = 'J' and (data_nascimento is not null or sexo is not null)), count(*) from cliente;

-- name: most_customers_are_persons
-- kind: share
-- why: Most customers of mobile phones are people.
-- share: 0.45
select count_if(tipo_pessoa = 'J'), count(*) from cliente;

-- name: customers_of_age
-- kind: age
-- why: Who signs is 16 to 105 years old.
-- share: 0
select count_if(years_between(data_nascimento, data_cadastro) not between 16 and 105), count(*) from cliente where data_nascimento is not null;

-- name: names_of_persons
-- kind: person
-- why: A person has a first and a last name.
-- share: 0.02
select count_if(not regexp_matches(nome, '\p{L}+ \p{L}+')), count(*) from cliente where tipo_pessoa = 'F';

-- name: first_name_fits_sex
-- kind: person
-- why: Maria is a woman and José a man.
-- share: 0.03
select count_if((female_name(nome) and sexo = 'M') or (male_name(nome) and sexo = 'F')), count(*) from cliente where sexo is not null;

-- name: mail_of_name
-- kind: person
-- why: Many have their name in the address.
-- share: 0.5
select count_if(not email_of(email, string_split(nome, ' ')[1], string_split(nome, ' ')[-1])), count(*) from cliente
where email is not null and tipo_pessoa = 'F';

-- name: line_after_customer
-- kind: life
-- why: A line is activated when or after its owner is registered.
-- share: 0
select count_if(l.data_ativacao < c.data_cadastro::date), count(*) from linha l join cliente c using (id_cliente);

-- name: line_while_plan_exists
-- kind: life
-- why: A line is not activated with a plan that did not exist: later changes of the plan are possible.
-- share: 0.25
select count_if(l.data_ativacao < p.inicio_venda), count(*) from linha l join plano p using (id_plano);

-- name: cancelled_has_date
-- kind: status
-- why: Cancelled lines have a date and a reason, others none.
-- share: 0
select count_if((status = 'cancelada') <> (data_cancelamento is not null)
  or (data_cancelamento is null) <> (motivo_cancelamento is null)), count(*) from linha;

-- name: cancelled_after_activation
-- kind: order
-- why: One cancels after activating.
-- share: 0
select count_if(data_cancelamento < data_ativacao), count(*) from linha where data_cancelamento is not null;

-- name: most_lines_active
-- kind: share
-- why: Most lines are active, few are suspended.
-- share: 0.5
select count_if(status <> 'ativa'), count(*) from linha;

-- name: commitment_by_plan
-- kind: formula
-- why: The commitment ends as many months after the activation as the plan says.
-- share: 0.1
select count_if(abs(days_between(l.data_ativacao, l.fim_fidelidade) - p.fidelidade_meses * 30.44) > 35), count(*)
from linha l join plano p using (id_plano) where l.fim_fidelidade is not null;

-- name: chip_number
-- kind: code
-- why: An ICCID begins with 89 and has 19 or 20 digits.
-- share: 0
select count_if(not regexp_full_match(iccid, '89\d{17,18}')), count(*) from linha;

-- name: subscriber_identity
-- kind: code
-- why: A Brazilian IMSI begins with 724 and has 15 digits.
-- share: 0
select count_if(not regexp_full_match(imsi, '724\d{12}')), count(*) from linha;

-- name: device_identity
-- kind: code
-- why: An IMEI has 15 digits of which the last is the check digit.
-- share: 0
select count_if(not regexp_full_match(imei, '\d{15}') or not luhn_ok(imei)), count(*) from aparelho;

-- name: device_makers
-- kind: text
-- why: Phones are made by known makers.
-- share: 0.2
select count_if(not regexp_matches(lower(fabricante), 'samsung|apple|motorola|xiaomi|lg|nokia|sony|huawei|asus|google|oppo|realme|oneplus|tcl|positivo|multilaser|lenovo|alcatel|honor|vivo|zte|infinix|htc|blackberry|redmi')),
  count(*) from aparelho;

-- name: few_makers
-- kind: level
-- why: There are a few dozen makers at most.
-- share: 0
select (count(distinct fabricante) > 60)::integer, 1 from aparelho;

-- name: one_device_one_line
-- kind: unique
-- why: A phone is seldom in two lines.
-- share: 0.2
select count(*) - count(distinct id_aparelho), count(*) from linha where id_aparelho is not null;

-- name: data_session_times
-- kind: order
-- why: A session ends after it begins, within days.
-- share: 0.01
select count_if(fim < inicio or hours_between(inicio, fim) > 72), count(*) from sessao_dados where fim is not null;

-- name: more_received_than_sent
-- kind: magnitude
-- why: People receive more than they send.
-- share: 0
select (sum(bytes_recebidos) < sum(bytes_enviados))::integer, 1 from sessao_dados;

-- name: data_volumes
-- kind: magnitude
-- why: A session moves bytes to some gigabytes, never below nothing.
-- share: 0.02
select count_if(bytes_enviados < 0 or bytes_recebidos < 0 or bytes_recebidos > 50e9), count(*) from sessao_dados;

-- name: session_technology_of_tower
-- kind: diamond
-- why: A tower of 3G gives no 5G.
-- share: 0
select count_if(s.tecnologia > t.tecnologia), count(*) from sessao_dados s join torre t using (id_torre);

-- name: session_by_active_line
-- kind: life
-- why: A line uses data between activation and cancellation.
-- share: 0
select count_if(s.inicio::date < l.data_ativacao or s.inicio::date > l.data_cancelamento), count(*)
from sessao_dados s join linha l using (id_linha);

-- name: session_address
-- kind: code
-- why: An address of the net is one.
-- share: 0
select count_if(not ip_ok(ip)), count(*) from sessao_dados;

-- name: towers_in_brazil
-- kind: place
-- why: Towers stand between 34° south and 6° north, 74° and 34° west.
-- share: 0.01
select count_if(latitude not between -34 and 6 or longitude not between -74.5 and -34), count(*) from torre;

-- name: tower_heights
-- kind: magnitude
-- why: A tower is 3 to 250 m high.
-- share: 0
select count_if(altura_m not between 3 and 250), count(*) from torre;

-- name: towers_mostly_on
-- kind: share
-- why: Most towers are on.
-- share: 0.3
select count_if(not ativa), count(*) from torre;

-- name: plan_prices
-- kind: magnitude
-- why: A plan costs 0 to 600 reais a month.
-- share: 0
select count_if(preco_mensal not between 0 and 600), count(*) from plano;

-- name: plan_allowance
-- kind: magnitude
-- why: A plan holds up to some hundred gigabytes.
-- share: 0.02
select count_if(franquia_gb not between 0 and 1000), count(*) from plano;

-- name: plan_sale
-- kind: order
-- why: The sale of a plan ends after it begins.
-- share: 0
select count_if(fim_venda < inicio_venda), count(*) from plano where fim_venda is not null;

-- name: plan_names
-- kind: text
-- why: A plan's name is no filler.
-- share: 0
select count_if(placeholder(nome)), count(*) from plano;

-- name: commitment_months
-- kind: magnitude
-- why: One is bound 0 to 36 months.
-- share: 0
select count_if(fidelidade_meses not between 0 and 36), count(*) from plano;

-- name: topup_of_prepaid
-- kind: status
-- why: Who pays in advance tops up; others hardly do.
-- share: 0.35
select count_if(p.modalidade = 'pós-pago'), count(*) from recarga r join linha l using (id_linha) join plano p using (id_plano);

-- name: topup_amounts
-- kind: magnitude
-- why: One tops up 5 to 300 reais.
-- share: 0.02
select count_if(valor not between 3 and 300), count(*) from recarga;

-- name: topup_validity
-- kind: duration
-- why: A top-up is valid for a day to a year.
-- share: 0
select count_if(days_between(data_hora, validade) not between 1 and 400), count(*) from recarga;

-- name: invoice_period_is_a_month
-- kind: duration
-- why: A bill is of about a month.
-- share: 0.02
select count_if(days_between(periodo_inicio, periodo_fim) not between 26 and 32), count(*) from fatura;

-- name: invoice_dates
-- kind: order
-- why: Period, issue, due date, in this order; nothing is paid before it is issued.
-- share: 0
select count_if(data_emissao < periodo_inicio or data_vencimento < data_emissao or data_pagamento < data_emissao), count(*) from fatura;

-- name: invoice_due
-- kind: duration
-- why: A bill is due within two months of its issue.
-- share: 0.01
select count_if(days_between(data_emissao, data_vencimento) not between 1 and 62), count(*) from fatura;

-- name: invoice_total
-- kind: formula
-- why: The total is services plus taxes less discount.
-- share: 0
select count_if(abs(valor_total - (valor_servicos + valor_impostos - valor_desconto)) > 0.01), count(*) from fatura;

-- name: invoice_services
-- kind: sum
-- why: The services are the sum of the items.
-- share: 0
select count_if(abs(f.valor_servicos - coalesce(i.soma, 0)) > 0.01), count(*)
from fatura f left join (select id_fatura, sum(valor) as soma from item_fatura group by id_fatura) i using (id_fatura);

-- name: item_value
-- kind: formula
-- why: An item is quantity times unit price.
-- share: 0
select count_if(abs(valor - quantidade * valor_unitario) > 0.011), count(*) from item_fatura;

-- name: item_line_of_customer
-- kind: diamond
-- why: The lines on a bill are the customer's.
-- share: 0
select count_if(f.id_cliente <> l.id_cliente), count(*) from item_fatura i join fatura f using (id_fatura) join linha l using (id_linha);

-- name: item_texts
-- kind: text
-- why: A bill says in words what it charges.
-- share: 0.02
select count_if(not speaks(descricao)), count(*) from item_fatura;

-- name: paid_has_date
-- kind: status
-- why: A date of payment stands at paid bills only.
-- share: 0
select count_if((situacao = 'paga') <> (data_pagamento is not null)), count(*) from fatura;

-- name: most_bills_paid
-- kind: share
-- why: Most bills are paid.
-- share: 0.5
select count_if(situacao <> 'paga'), count(*) from fatura;

-- name: bill_amounts
-- kind: magnitude
-- why: Half of the bills are between 20 and 500 reais.
-- share: 0.5
select count_if(valor_total not between 20 and 500), count(*) from fatura;

-- name: bill_after_customer
-- kind: life
-- why: Nobody is billed for a time before being a customer.
-- share: 0
select count_if(f.periodo_fim < c.data_cadastro::date), count(*) from fatura f join cliente c using (id_cliente);

-- name: ticket_times
-- kind: order
-- why: A ticket is closed after it was opened, within months.
-- share: 0.02
select count_if(encerramento < abertura or days_between(abertura, encerramento) > 92), count(*) from chamado where encerramento is not null;

-- name: ticket_line_of_customer
-- kind: diamond
-- why: The line of a ticket is the customer's.
-- share: 0
select count_if(k.id_cliente <> l.id_cliente), count(*) from chamado k join linha l using (id_linha);

-- name: ticket_resolved_when_closed
-- kind: status
-- why: What is open is not resolved and has no mark.
-- share: 0
select count_if(encerramento is null and (resolvido or nota is not null)), count(*) from chamado;

-- name: most_tickets_resolved
-- kind: share
-- why: Most tickets are resolved.
-- share: 0.5
select count_if(not resolvido), count(*) from chamado;

-- name: ticket_follows_its_origin
-- kind: order
-- why: A follow-up comes after the first ticket, of the same customer.
-- share: 0
select count_if(o.abertura > k.abertura or o.id_chamado = k.id_chamado or o.id_cliente <> k.id_cliente), count(*)
from chamado k join chamado o on o.id_chamado = k.id_chamado_origem;

-- name: few_follow_ups
-- kind: share
-- why: Most tickets follow no other.
-- share: 0.5
select count_if(id_chamado_origem is not null), count(*) from chamado;

-- name: agents_hired_before
-- kind: life
-- why: An agent takes tickets after being hired.
-- share: 0
select count_if(k.abertura::date < a.data_admissao), count(*) from chamado k join atendente a using (id_atendente);

-- name: nothing_in_the_future
-- kind: future
-- why: Calls, sessions and top-ups of tomorrow do not exist.
-- share: 0
select (select count_if(fim > this_moment()) from chamada) + (select count_if(inicio > this_moment()) from sessao_dados)
  + (select count_if(data_hora > this_moment()) from recarga) + (select count_if(data_pagamento > today()) from fatura),
  (select count(*) from chamada) + (select count(*) from sessao_dados) + (select count(*) from recarga) + (select count(*) from fatura);

-- name: talkers
-- kind: skew
-- why: Some lines call far more than the average.
-- share: 0
select (max(vezes) < 2.5 * avg(vezes))::integer, 1 from (select count(*) as vezes from chamada group by id_linha);

-- name: popular_plans
-- kind: skew
-- why: Some plans have many more lines than others.
-- share: 0
select (max(vezes) < 1.5 * avg(vezes))::integer, 1 from (select count(*) as vezes from linha group by id_plano);

-- name: levels
-- kind: level
-- why: Few plans, many lines, more calls.
-- share: 0
select ((select count(*) from plano) > 200)::integer + ((select count(*) from plano) > (select count(*) from linha))::integer
  + ((select count(*) from chamada) < (select count(*) from linha))::integer
  + ((select count(*) from atendente) > (select count(*) from cliente))::integer, 4;

-- name: keys_rise_with_time
-- kind: growth
-- why: Later calls have later keys.
-- share: 0
select (corr(id_chamada, epoch(inicio)) < 0.5)::integer, 1 from chamada;
