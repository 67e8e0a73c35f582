-- name: student_of_age
-- kind: age
-- why: Students begin at 17 at the earliest, few after 60.
-- share: 0.02
select count_if(years_between(fecha_nacimiento, fecha_ingreso) not between 16.5 and 65), count(*) from estudiante;

-- name: most_students_begin_young
-- kind: age
-- why: Most begin between 17 and 30.
-- share: 0.4
select count_if(years_between(fecha_nacimiento, fecha_ingreso) not between 17 and 30), count(*) from estudiante;

-- name: teachers_of_age
-- kind: age
-- why: Teachers are hired between 21 and 70.
-- share: 0
select count_if(years_between(fecha_nacimiento, fecha_contratacion) not between 21 and 70), count(*) from profesor;

-- name: student_dates
-- kind: order
-- why: Nobody finishes before starting.
-- share: 0
select count_if(fecha_egreso < fecha_ingreso), count(*) from estudiante where fecha_egreso is not null;

-- name: studies_take_years
-- kind: duration
-- why: A degree takes one to ten years.
-- share: 0.05
select count_if(years_between(fecha_ingreso, fecha_egreso) not between 0.75 and 12), count(*)
from estudiante where estado = 'egresado';

-- name: status_fits_leaving
-- kind: status
-- why: Who is active has not left; who has graduated has a date.
-- share: 0
select count_if((estado = 'activo' and fecha_egreso is not null) or (estado = 'egresado' and fecha_egreso is null)), count(*)
from estudiante;

-- name: suspended_are_few
-- kind: share
-- why: Few students are suspended.
-- share: 0.1
select count_if(estado = 'suspendido'), count(*) from estudiante;

-- name: teacher_leaves_after_coming
-- kind: order
-- why: A contract ends after it begins.
-- share: 0
select count_if(fecha_baja < fecha_contratacion), count(*) from profesor where fecha_baja is not null;

-- name: academic_year_is_a_year
-- kind: duration
-- why: An academic year lasts eight to twelve months.
-- share: 0
select count_if(days_between(fecha_inicio, fecha_fin) not between 230 and 370), count(*) from curso_academico;

-- name: academic_year_begins_in_autumn
-- kind: order
-- why: It begins between August and October.
-- share: 0.1
select count_if(month(fecha_inicio) not between 8 and 10), count(*) from curso_academico;

-- name: academic_year_name
-- kind: code
-- why: The name is made of the two years of its dates.
-- share: 0
select count_if(nombre <> year(fecha_inicio) || '/' || year(fecha_fin)), count(*) from curso_academico;

-- name: academic_years_apart
-- kind: order
-- why: Two academic years do not overlap.
-- share: 0
select count_if(fecha_inicio <= antes), count(*)
from (select fecha_inicio, lag(fecha_fin) over (order by fecha_inicio) as antes from curso_academico);

-- name: few_academic_years
-- kind: level
-- why: A database holds a few academic years, not hundreds.
-- share: 0
select (count(*) > 60)::integer, 1 from curso_academico;

-- name: enrolment_near_academic_year
-- kind: life
-- why: One enrols from some months before the year begins until its end.
-- share: 0.02
select count_if(m.fecha_matricula::date not between c.fecha_inicio - 150 and c.fecha_fin), count(*)
from matricula m join grupo g using (id_grupo) join curso_academico c using (id_curso);

-- name: enrolment_within_studies
-- kind: life
-- why: A student enrols after entering and before leaving.
-- share: 0.02
select count_if(m.fecha_matricula::date < e.fecha_ingreso - 120 or m.fecha_matricula::date > e.fecha_egreso), count(*)
from matricula m join estudiante e using (id_estudiante);

-- name: enrolled_in_own_degree
-- kind: diamond
-- why: Students mostly take subjects of their own degree.
-- share: 0.4
select count_if(a.id_carrera <> e.id_carrera), count(*)
from matricula m join estudiante e using (id_estudiante) join grupo g using (id_grupo) join asignatura a using (id_asignatura);

-- name: subject_department_of_faculty
-- kind: diamond
-- why: The department that teaches is mostly of the faculty that runs the degree.
-- share: 0.5
select count_if(c.id_facultad <> d.id_facultad), count(*)
from asignatura a join carrera c using (id_carrera) join departamento d using (id_departamento);

-- name: teacher_of_department
-- kind: diamond
-- why: A group is mostly taught by a teacher of the subject's department.
-- share: 0.4
select count_if(p.id_departamento <> a.id_departamento), count(*)
from grupo g join profesor p using (id_profesor) join asignatura a using (id_asignatura);

-- name: exam_mark_of_same_group
-- kind: diamond
-- why: A mark is given for an exam of the group in which the student is enrolled.
-- share: 0
select count_if(x.id_grupo <> m.id_grupo), count(*)
from nota_examen n join examen x using (id_examen) join matricula m using (id_matricula);

-- name: prerequisite_is_earlier
-- kind: order
-- why: A prerequisite is another subject of an earlier semester.
-- share: 0
select count_if(p.id_asignatura = a.id_asignatura or p.semestre >= a.semestre), count(*)
from asignatura a join asignatura p on p.id_asignatura = a.id_asignatura_previa;

-- name: semester_within_degree
-- kind: range
-- why: The semester of a subject is one of its degree.
-- share: 0
select count_if(a.semestre not between 1 and c.duracion_semestres), count(*) from asignatura a join carrera c using (id_carrera);

-- name: grade_by_mark
-- kind: formula
-- why: The word of the grade follows from the mark, as the comment says.
-- share: 0
select count_if(calificacion <> case when nota_final < 5 then 'suspenso' when nota_final < 7 then 'aprobado'
  when nota_final < 9 then 'notable' else 'sobresaliente' end), count(*)
from matricula where nota_final is not null and calificacion is not null and calificacion <> 'no presentado';

-- name: absent_has_no_mark
-- kind: status
-- why: Who did not come has no mark.
-- share: 0
select count_if(not presentado and nota is not null or presentado and nota is null and fecha_publicacion is not null), count(*)
from nota_examen;

-- name: most_sit_the_exam
-- kind: share
-- why: Most of those enrolled sit the exam.
-- share: 0.4
select count_if(not presentado), count(*) from nota_examen;

-- name: fee_is_credits_by_price
-- kind: formula
-- why: The fee is the subject's credits times the degree's price of a credit.
-- share: 0
select count_if(abs(m.importe - a.creditos * c.precio_credito) > 0.01), count(*)
from matricula m join grupo g using (id_grupo) join asignatura a using (id_asignatura) join carrera c using (id_carrera);

-- name: enrolled_is_the_count
-- kind: sum
-- why: The number of those enrolled is the number of enrolments.
-- share: 0
select count_if(g.inscritos <> coalesce(m.cuenta, 0)), count(*)
from grupo g left join (select id_grupo, count(*) as cuenta from matricula group by id_grupo) m using (id_grupo);

-- name: enrolled_within_places
-- kind: range
-- why: There are not more students than places.
-- share: 0.02
select count_if(inscritos > plazas), count(*) from grupo;

-- name: group_hours
-- kind: order
-- why: A lesson ends after it begins.
-- share: 0
select count_if(hora_fin <= hora_inicio), count(*) from grupo;

-- name: lessons_by_day
-- kind: hours
-- why: Lessons are held between 7 and 22 o'clock.
-- share: 0.01
select count_if(hour(hora_inicio) not between 7 and 21 or hour(hora_fin) not between 7 and 22), count(*) from grupo;

-- name: lesson_length
-- kind: duration
-- why: A lesson takes three quarters of an hour to four hours.
-- share: 0.03
select count_if(date_diff('minute', hora_inicio, hora_fin) not between 40 and 300), count(*) from grupo;

-- name: shift_fits_hour
-- kind: hours
-- why: A morning group begins in the morning.
-- share: 0.02
select count_if((turno = 'mañana') <> (hour(hora_inicio) < 14)), count(*) from grupo;

-- name: weekdays
-- kind: text
-- why: The day is a day of the week, in Spanish, seldom Saturday or Sunday.
-- share: 0.1
select count_if(not list_contains(['lunes', 'martes', 'miercoles', 'jueves', 'viernes'], strip_accents(lower(dia_semana)))), count(*)
from grupo;

-- name: exam_minutes
-- kind: formula
-- why: The minutes are those between beginning and end.
-- share: 0
select count_if(duracion_min <> date_diff('minute', inicio, fin)), count(*) from examen;

-- name: exam_takes_hours
-- kind: duration
-- why: An exam takes half an hour to five hours.
-- share: 0.01
select count_if(date_diff('minute', inicio, fin) not between 20 and 300), count(*) from examen;

-- name: exam_by_day
-- kind: hours
-- why: Exams are held by day, seldom on Sundays.
-- share: 0.03
select count_if(hour(inicio) not between 7 and 20 or isodow(inicio) = 7), count(*) from examen;

-- name: exam_in_academic_year
-- kind: life
-- why: The exam of a group falls into its academic year, or shortly after.
-- share: 0.02
select count_if(x.inicio::date not between c.fecha_inicio and c.fecha_fin + 75), count(*)
from examen x join grupo g using (id_grupo) join curso_academico c using (id_curso);

-- name: marks_published_after_exam
-- kind: order
-- why: Marks come after the exam, within three months.
-- share: 0.01
select count_if(n.fecha_publicacion not between x.inicio::date and x.inicio::date + 92), count(*)
from nota_examen n join examen x using (id_examen) where n.fecha_publicacion is not null;

-- name: teacher_is_employed
-- kind: life
-- why: Nobody teaches in years that end before the hiring.
-- share: 0
select count_if(p.fecha_contratacion > c.fecha_fin or p.fecha_baja < c.fecha_inicio), count(*)
from grupo g join profesor p using (id_profesor) join curso_academico c using (id_curso);

-- name: nothing_in_the_future
-- kind: future
-- why: Enrolments, loans and returns of tomorrow do not exist.
-- share: 0
select (select count_if(fecha_matricula > this_moment()) from matricula)
  + (select count_if(fecha_prestamo > today() or fecha_devolucion > today()) from prestamo)
  + (select count_if(fecha_ingreso > today()) from estudiante),
  (select count(*) from matricula) + (select count(*) from prestamo) + (select count(*) from estudiante);

-- name: founded_in_history
-- kind: future
-- why: Faculties were founded in the last nine centuries, and not after this year.
-- share: 0
select count_if(anio_fundacion not between 1100 and year(today())), count(*) from facultad;

-- name: loan_dates
-- kind: order
-- why: Lent, due, returned: the due date follows the loan.
-- share: 0
select count_if(fecha_vencimiento <= fecha_prestamo or fecha_devolucion < fecha_prestamo), count(*) from prestamo;

-- name: loan_weeks
-- kind: duration
-- why: Books are lent for days or weeks, not for years.
-- share: 0.02
select count_if(days_between(fecha_prestamo, fecha_vencimiento) not between 1 and 190), count(*) from prestamo;

-- name: fine_only_when_late
-- kind: status
-- why: Who is in time pays nothing.
-- share: 0
select count_if(multa > 0 and fecha_devolucion <= fecha_vencimiento), count(*) from prestamo;

-- name: most_loans_in_time
-- kind: share
-- why: Most books come back in time.
-- share: 0.45
select count_if(fecha_devolucion > fecha_vencimiento), count(*) from prestamo where fecha_devolucion is not null;

-- name: some_books_are_out
-- kind: status
-- why: Most loans are over: without a date of return is a minority.
-- share: 0.4
select count_if(fecha_devolucion is null), count(*) from prestamo;

-- name: isbn_valid
-- kind: code
-- why: An ISBN begins with 978 or 979 and its check digit is right.
-- share: 0
select count_if(not ean_ok(isbn) or not regexp_matches(isbn, '^97[89]')), count(*) from libro;

-- name: books_published
-- kind: future
-- why: Books are of the last centuries, not of the future.
-- share: 0
select count_if(anio_publicacion not between 1500 and year(today())), count(*) from libro;

-- name: pages
-- kind: magnitude
-- why: A book has 20 to 2,500 pages.
-- share: 0.01
select count_if(paginas not between 20 and 2500), count(*) from libro where paginas is not null;

-- name: titles
-- kind: text
-- why: Titles of books are no filler.
-- share: 0.02
select count_if(not speaks(titulo)), count(*) from libro;

-- name: authors_are_people
-- kind: text
-- why: An author has a first and a last name.
-- share: 0.1
select count_if(not regexp_matches(autor, '\p{L}+[ ,.]+\p{L}+') or placeholder(autor)), count(*) from libro;

-- name: faculties
-- kind: text
-- why: A faculty is named after a field.
-- share: 0.4
select count_if(not regexp_matches(strip_accents(lower(nombre)),
  'cienc|derech|medic|ingenier|econom|letra|filoso|arte|educa|psico|quimic|fisic|biolo|arquitec|farma|informat|matemat|histor|comunic|empresa|human|odonto|veterin|enfermer|politic|social|turismo|agron|music')),
  count(*) from facultad;

-- name: subjects
-- kind: text
-- why: A subject has a name in words.
-- share: 0.02
select count_if(not speaks(nombre)), count(*) from asignatura;

-- name: degrees
-- kind: text
-- why: A degree has a name in words, not filler.
-- share: 0.02
select count_if(not speaks(nombre)), count(*) from carrera;

-- name: degree_length
-- kind: magnitude
-- why: Degrees take 2 to 14 semesters and 30 to 420 credits.
-- share: 0.02
select count_if(duracion_semestres not between 2 and 14 or creditos_totales not between 30 and 420), count(*) from carrera;

-- name: credits_fit_semesters
-- kind: formula
-- why: A semester is worth about 30 credits.
-- share: 0.1
select count_if(creditos_totales / duracion_semestres not between 12 and 45), count(*) from carrera where duracion_semestres > 0;

-- name: subject_credits
-- kind: magnitude
-- why: A subject has 1 to 30 credits.
-- share: 0.01
select count_if(creditos not between 1 and 30), count(*) from asignatura;

-- name: salaries
-- kind: magnitude
-- why: A teacher earns some hundred to some thousand a month.
-- share: 0.01
select count_if(salario_mensual not between 300 and 15000), count(*) from profesor;

-- name: professors_earn_more
-- kind: magnitude
-- why: A full professor earns more than an assistant.
-- share: 0
select (avg(salario_mensual) filter (where categoria = 'catedrático')
  <= avg(salario_mensual) filter (where categoria = 'ayudante'))::integer, 1 from profesor;

-- name: grades_spread
-- kind: share
-- why: More students pass than fail.
-- share: 0.5
select count_if(nota_final < 5), count(*) from matricula where nota_final is not null;

-- name: excellent_is_not_usual
-- kind: share
-- why: The best grade is not the usual one.
-- share: 0.35
select count_if(calificacion = 'sobresaliente'), count(*) from matricula where calificacion is not null;

-- name: attempts
-- kind: share
-- why: Most enrolments are first attempts.
-- share: 0.45
select count_if(convocatoria > 1), count(*) from matricula;

-- name: grants_are_few
-- kind: share
-- why: A minority has a grant.
-- share: 0.5
select count_if(becado), count(*) from estudiante;

-- name: names_fit_sex
-- kind: person
-- why: María is a woman and José a man.
-- share: 0.03
select count_if((female_name(nombre) and sexo = 'H') or (male_name(nombre) and sexo = 'M')), count(*) from estudiante;

-- name: student_mail
-- kind: person
-- why: A student's address at the university holds the name.
-- share: 0.3
select count_if(not email_of(correo, nombre, apellidos)), count(*) from estudiante;

-- name: teacher_mail
-- kind: person
-- why: A teacher's address holds the name.
-- share: 0.1
select count_if(not email_of(correo, nombre, apellidos)), count(*) from profesor;

-- name: identity_number
-- kind: code
-- why: A DNI is eight digits and the letter that they give modulo 23; foreigners have an X, Y or Z in front.
-- share: 0.02
select count_if(not coalesce(substr('TRWAGMYFPDXBNJZSQVHLCKE',
  1 + try_cast(replace(replace(replace(substr(dni, 1, 8), 'X', '0'), 'Y', '1'), 'Z', '2') as integer) % 23, 1) = substr(dni, 9, 1), false)),
  count(*) from estudiante where dni is not null;

-- name: most_students_from_here
-- kind: place
-- why: Most students are from the country.
-- share: 0.4
select count_if(nacionalidad <> (select mode(nacionalidad) from estudiante)), count(*) from estudiante;

-- name: postcode_of_spain
-- kind: place
-- why: Postcodes of Spain have five digits and begin with a province, 01 to 52.
-- share: 0.01
select count_if(not regexp_full_match(codigo_postal, '(0[1-9]|[1-4]\d|5[0-2])\d{3}')), count(*)
from estudiante where pais = 'ES' and codigo_postal is not null;

-- name: city_has_one_province
-- kind: place
-- why: One city has postcodes of one province.
-- share: 0.1
select count_if(provincias > 1), count(*)
from (select count(distinct substr(codigo_postal, 1, 2)) as provincias from estudiante
      where pais = 'ES' and ciudad is not null group by ciudad having count(*) > 1);

-- name: levels
-- kind: level
-- why: Few faculties, more departments, many students, more enrolments still.
-- share: 0
select ((select count(*) from facultad) > (select count(*) from departamento))::integer
  + ((select count(*) from facultad) > 40)::integer
  + ((select count(*) from estudiante) < 3 * (select count(*) from profesor))::integer
  + ((select count(*) from matricula) < (select count(*) from estudiante))::integer, 4;

-- name: popular_degrees
-- kind: skew
-- why: Some degrees have more students than others.
-- share: 0
select (max(cuenta) < 1.5 * avg(cuenta))::integer, 1 from (select count(*) as cuenta from estudiante group by id_carrera);

-- name: file_numbers_rise
-- kind: growth
-- why: Who entered later has a higher number.
-- share: 0
select (corr(id_estudiante, epoch(fecha_ingreso)) < 0.3)::integer, 1 from estudiante;
