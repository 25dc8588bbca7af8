-- People at work in Istanbul: what is paid, worked out from a log of events.
-- Made from istanbul-employment (sha256:9016cd838da7c817a1da45bc0f7de47d6100ba14084a7dcd13b73f7abb4732c1).
--
-- Days are whole numbers, 1 being 1 January of the year 1; money is in whole pence. Every column
-- named after a rule has a second one, `settled`: the day from which nothing can change it.
--
-- To run it:
--   duckdb -cmd "SET VARIABLE log = 'log.csv'; SET VARIABLE as_at = DATE '2027-03-31'" < this file
-- `log` is a CSV or Parquet file; `known_at` may be set too, to a moment. Rows that `ocdsl
-- evaluate` would refuse are not looked for here.

CREATE OR REPLACE MACRO as_date(d) AS DATE '0001-01-01' + (CAST(d AS INTEGER) - 1);
CREATE OR REPLACE MACRO as_day(d) AS CAST(d - DATE '0001-01-01' AS INTEGER) + 1;
CREATE OR REPLACE MACRO iso(d) AS CAST(as_date(d) AS VARCHAR);
CREATE OR REPLACE MACRO week_start(d) AS d - (d - 1 - 0 + 7) % 7;
CREATE OR REPLACE MACRO week_end(d) AS week_start(d) + 6;
CREATE OR REPLACE MACRO month_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) AS DATE));
CREATE OR REPLACE MACRO month_end(d) AS as_day(last_day(as_date(d)));
CREATE OR REPLACE MACRO months_to_last_day(d, n) AS CASE WHEN 12 * extract('year' FROM as_date(d)) + extract('month' FROM as_date(d)) + n <= 12 THEN 0 ELSE as_day(CAST(as_date(d) + to_months(n) AS DATE)) END;
CREATE OR REPLACE MACRO months_run_on(d, n) AS months_to_last_day(d, n) + CAST(extract('day' FROM as_date(months_to_last_day(d, n))) < extract('day' FROM as_date(d)) AS INTEGER);
CREATE OR REPLACE MACRO in_person(p) AS CASE WHEN contains(p, '%') OR contains(p, '/') OR contains(p, '#') THEN replace(replace(replace(p, '%', '%25'), '/', '%2F'), '#', '%23') ELSE p END;
CREATE OR REPLACE MACRO half_up(a, b) AS CASE WHEN a < 0 THEN -((2 * -CAST(a AS HUGEINT) + b) // (2 * b)) ELSE (2 * CAST(a AS HUGEINT) + b) // (2 * b) END;
CREATE OR REPLACE MACRO quarter_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) - to_months((CAST(extract('month' FROM as_date(d)) AS INTEGER) - 1 + 12) % 3) AS DATE));
CREATE OR REPLACE MACRO quarter_end(d) AS as_day(CAST(as_date(quarter_start(d)) + to_months(3) AS DATE)) - 1;
CREATE OR REPLACE MACRO year_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) - to_months((CAST(extract('month' FROM as_date(d)) AS INTEGER) - 1 + 12) % 12) AS DATE));
CREATE OR REPLACE MACRO year_end(d) AS as_day(CAST(as_date(year_start(d)) + to_months(12) AS DATE)) - 1;
CREATE OR REPLACE MACRO calendar_quarter_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) - to_months((CAST(extract('month' FROM as_date(d)) AS INTEGER) - 1 + 12) % 3) AS DATE));
CREATE OR REPLACE MACRO calendar_quarter_end(d) AS as_day(CAST(as_date(calendar_quarter_start(d)) + to_months(3) AS DATE)) - 1;
CREATE OR REPLACE MACRO calendar_year_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) - to_months((CAST(extract('month' FROM as_date(d)) AS INTEGER) - 1 + 12) % 12) AS DATE));
CREATE OR REPLACE MACRO calendar_year_end(d) AS as_day(CAST(as_date(calendar_year_start(d)) + to_months(12) AS DATE)) - 1;
CREATE OR REPLACE MACRO escaped(t) AS replace(replace(t, '\', '\\'), '"', '\"');
CREATE OR REPLACE MACRO in_pounds(a) AS CAST(CAST(a AS DECIMAL(16, 0)) * 0.01 AS VARCHAR);

SET VARIABLE log = coalesce(getvariable('log'), 'log.csv');
SET VARIABLE as_at = as_day(CAST(coalesce(getvariable('as_at'), DATE '9999-12-31') AS DATE));
SET VARIABLE known_at = epoch_us(CAST(coalesce(getvariable('known_at'), TIMESTAMP '9999-12-31 00:00:00') AS TIMESTAMP)) + 719163 * 86400000000;

-- The log as it stands in the file; a column that the file leaves out is empty.
CREATE OR REPLACE TABLE log_row AS
SELECT * FROM query(CASE WHEN getvariable('log') LIKE '%.parquet'
  THEN 'FROM read_parquet(getvariable(''log''))'
  ELSE 'FROM read_csv(getvariable(''log''), header = true, all_varchar = true)' END)
UNION ALL BY NAME
SELECT CAST(NULL AS VARCHAR) AS "event_id", CAST(NULL AS VARCHAR) AS "event", CAST(NULL AS VARCHAR) AS "provider", CAST(NULL AS VARCHAR) AS "person", CAST(NULL AS VARCHAR) AS "occurred_on", CAST(NULL AS VARCHAR) AS "recorded_at", CAST(NULL AS VARCHAR) AS "recorded_by", CAST(NULL AS VARCHAR) AS "supersedes", CAST(NULL AS VARCHAR) AS "retracts" WHERE false;

-- The same as days, scaled whole numbers and names.
CREATE OR REPLACE TABLE log_event AS
SELECT event_id, event_id AS id_order, event, provider, person,
  as_day(CAST(occurred_on AS DATE)) AS occurred_on,
  epoch_us(CAST(recorded_at AS TIMESTAMP)) + 719163 * 86400000000 AS recorded_at,
  as_day(CAST(CAST(recorded_at AS TIMESTAMP) AS DATE)) AS recorded_on,
  
  nullif(supersedes, '') AS supersedes, nullif(retracts, '') AS retracts
FROM log_row;

-- What had happened by the as-at day and was recorded by the known-at moment, in its last form.
CREATE OR REPLACE TABLE event AS
WITH known AS (
  SELECT * FROM log_event WHERE recorded_at <= getvariable('known_at')
)
SELECT * FROM known
WHERE occurred_on <= getvariable('as_at') AND retracts IS NULL AND event_id NOT IN (
  SELECT coalesce(supersedes, retracts) FROM known WHERE coalesce(supersedes, retracts) IS NOT NULL
);

-- Picked from: training-begun.
CREATE OR REPLACE TABLE picked_event AS
SELECT event, event_id, id_order, person, provider, occurred_on, recorded_on
FROM event WHERE event IN ('training-begun');

-- trainees.joins-on, line 28: the first training-begun where the training-begun is during the term
CREATE OR REPLACE TABLE "people 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."trainees.first-training-begun event".event_id AS "trainees.first-training-begun",
    CASE WHEN p."trainees.first-training-begun event" IS NULL THEN least(739341, 739705) ELSE p."trainees.first-training-begun event".occurred_on END AS "trainees.first-training-begun settled"
  FROM (
    SELECT
      e.person,
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'training-begun' AND e.occurred_on >= 738611 AND e.occurred_on <= 739341) AS "trainees.first-training-begun event"
    FROM event e
    GROUP BY e.person
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "trainees.first-training-begun" IS NOT NULL AS "trainees.joined"
  FROM row_0
)
SELECT person, "trainees.joined", "trainees.first-training-begun settled"
FROM row_1;

-- in-work.starts-on, line 32: the start of in-work
CREATE OR REPLACE TABLE "stretches of spell:in-work" AS
WITH turn AS (
  SELECT e.person, e.event_id, e.id_order, e.occurred_on AS day, e.event = 'job-start' AS starts
  FROM event e
  WHERE (e.event = 'job-start') OR (e.event = 'job-end')
), change AS (
  SELECT * FROM turn
  QUALIFY starts <> lag(starts, 1, false) OVER (PARTITION BY person ORDER BY day, id_order)
), stretch AS (
  SELECT person, event_id AS start_id, id_order AS start_order, day AS start_day, starts,
    lead(event_id) OVER own AS end_id, lead(id_order) OVER own AS end_order,
    lead(day) OVER own AS end_day, lag(day) OVER own AS left_day
  FROM change WINDOW own AS (PARTITION BY person ORDER BY day, id_order)
), numbered AS (
  SELECT * EXCLUDE (starts, left_day), sum(CAST(
    coalesce(start_day > left_day, true) AS INTEGER
  )) OVER (PARTITION BY person ORDER BY start_day, start_order) AS number
  FROM stretch WHERE starts
)
SELECT person, start_id, start_order, start_day, end_day,
  first_value(start_id) OVER spell AS event_id, last_value(end_id) OVER spell AS last_id,
  last_value(end_order) OVER spell AS last_order, last_value(end_day) OVER spell AS last_day
FROM numbered WINDOW spell AS (
  PARTITION BY person, number ORDER BY start_day, start_order
  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
);

-- in-work.starts-on, line 32: the start of in-work
-- six-months.achieved-when, line 37
CREATE OR REPLACE TABLE "spell:in-work 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p.event_id AS "in-work.spell",
    p."in-work.spell event".occurred_on AS "in-work.spell settled",
    p."in-work.spell event"."occurred_on" AS "in-work.spell occurred_on"
  FROM (
    SELECT s.person, s.event_id, {"occurred_on": e."occurred_on", "event_id": e."event_id"} AS "in-work.spell event"
    FROM "stretches of spell:in-work" s JOIN event e ON e.event_id = s.event_id
    WHERE s.start_id = s.event_id
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "in-work.spell occurred_on" AS "in-work.spell-occurred-on"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    months_to_last_day("in-work.spell-occurred-on", 6) AS "six-months.spell-occurred-on-plus-6-months"
  FROM row_1
)
SELECT person, event_id, "in-work.spell", "in-work.spell settled", "six-months.spell-occurred-on-plus-6-months"
FROM row_2;

-- sustained-jobs.pays, line 41: the start of the term
-- istanbul-employment.term, line 6: the start of the term
-- sustained-jobs.pays, line 41
-- istanbul-employment.term, line 6: the end of the term
CREATE OR REPLACE TABLE "contract 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    1 AS whole
  FROM (SELECT 1 AS whole ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    738611 AS "sustained-jobs.term-start"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("sustained-jobs.term-start" <= 739341, false) AS "istanbul-employment.start-has-come",
    CASE WHEN "sustained-jobs.term-start" IS NULL THEN least(0, least(739341, 739705)) WHEN "sustained-jobs.term-start" > 739341 THEN least(739341, 739705) ELSE "sustained-jobs.term-start" END AS "istanbul-employment.start-has-come settled",
    "sustained-jobs.term-start" + 730 AS "sustained-jobs.term-start-plus-730-days"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    "sustained-jobs.term-start-plus-730-days" IS NOT NULL AS "istanbul-employment.end-has-come",
    CASE WHEN "sustained-jobs.term-start-plus-730-days" IS NULL THEN least(0, 739705) ELSE "sustained-jobs.term-start-plus-730-days" END AS "istanbul-employment.end-has-come settled"
  FROM row_2
)
SELECT "istanbul-employment.start-has-come", "istanbul-employment.start-has-come settled", "istanbul-employment.end-has-come", "istanbul-employment.end-has-come settled"
FROM row_3;

-- six-months.achieved-when, line 37: in-work has lasted 6 months
-- six-months.achieved-when, line 37
CREATE OR REPLACE TABLE "spell:in-work 2" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p."in-work.spell",
    p."in-work.spell settled",
    p."six-months.spell-occurred-on-plus-6-months",
    s1.reaching IS NOT NULL AND p."six-months.spell-occurred-on-plus-6-months" <= 739705 AS "six-months.covers-spell-occurred-on-plus-6-months",
    greatest(p."in-work.spell settled", CASE WHEN p."six-months.spell-occurred-on-plus-6-months" > 739705 THEN 739705 WHEN s1.reaching IS NOT NULL THEN greatest(p."six-months.spell-occurred-on-plus-6-months", s1.reaching.start_day) ELSE least(s1l.last_day, 739705) END) AS "six-months.covers-spell-occurred-on-plus-6-months settled"
  FROM "spell:in-work 1" p
  LEFT JOIN (
    SELECT p.rowid AS row_no, min({start_day: s.start_day, start_order: s.start_order, start_id: s.start_id}) AS reaching
    FROM "spell:in-work 1" p JOIN "stretches of spell:in-work" s ON s.person = p.person AND s.event_id = p.event_id
    WHERE s.end_day IS NULL OR s.end_day >= p."six-months.spell-occurred-on-plus-6-months"
    GROUP BY p.rowid
  ) s1 ON s1.row_no = p.rowid
  JOIN "stretches of spell:in-work" s1l ON s1l.start_id = p.event_id
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "six-months.covers-spell-occurred-on-plus-6-months" THEN "in-work.spell" END AS "six-months.spell-that-lasts",
    greatest("in-work.spell settled", "six-months.covers-spell-occurred-on-plus-6-months settled") AS "six-months.spell-that-lasts settled"
  FROM row_0
)
SELECT person, event_id, "six-months.spell-that-lasts", "six-months.spell-that-lasts settled"
FROM row_1;

-- six-months.achieved-when, line 37: in-work has lasted 6 months
-- six-months.achieved-when, line 37
-- six-months.achieved-when, line 37: the day when in-work has lasted 6 months is on or after 1 April 2023
-- six-months, line 35
CREATE OR REPLACE TABLE "people 3" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."trainees.joined",
    p."trainees.first-training-begun settled",
    k1.first.event.event_id AS "six-months.first-that-lasts",
    coalesce(k1.first.settled, 739705) AS "six-months.first-that-lasts settled",
    k1.first.event."occurred_on" AS "six-months.first-that-lasts occurred_on"
  FROM "people 1" p
  LEFT JOIN (
    SELECT s.person, min({event: {"occurred_on": e."occurred_on", "event_id": e."event_id"}, settled: s."six-months.spell-that-lasts settled"}) AS first
    FROM "spell:in-work 2" s JOIN event e ON e.event_id = s."six-months.spell-that-lasts"
    GROUP BY s.person
  ) k1 ON k1.person = p.person
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "six-months.first-that-lasts occurred_on" AS "six-months.first-that-lasts-occurred-on",
    "six-months.first-that-lasts" IS NOT NULL AS "six-months.first-that-lasts-present"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    months_to_last_day("six-months.first-that-lasts-occurred-on", 6) AS "six-months.first-that-lasts-occurred-on-plus-6-months"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("six-months.first-that-lasts-occurred-on-plus-6-months" >= 738611, false) AS "six-months.first-that-lasts-occurred-on-plus-6-months-in-time",
    CASE WHEN "six-months.first-that-lasts-occurred-on-plus-6-months" IS NULL THEN least("six-months.first-that-lasts settled", 739705) ELSE greatest("six-months.first-that-lasts-occurred-on-plus-6-months", "six-months.first-that-lasts settled") END AS "six-months.first-that-lasts-occurred-on-plus-6-months-in-time settled"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    "trainees.joined" AND "six-months.first-that-lasts-present" AND "six-months.first-that-lasts-occurred-on-plus-6-months-in-time" AS "six-months.conditions",
    CASE WHEN "trainees.joined" AND "six-months.first-that-lasts-present" AND "six-months.first-that-lasts-occurred-on-plus-6-months-in-time" THEN greatest("trainees.first-training-begun settled", "six-months.first-that-lasts settled", "six-months.first-that-lasts-occurred-on-plus-6-months-in-time settled") ELSE least(CASE WHEN NOT "trainees.joined" THEN "trainees.first-training-begun settled" END, CASE WHEN NOT "six-months.first-that-lasts-present" THEN "six-months.first-that-lasts settled" END, CASE WHEN NOT "six-months.first-that-lasts-occurred-on-plus-6-months-in-time" THEN "six-months.first-that-lasts-occurred-on-plus-6-months-in-time settled" END) END AS "six-months.conditions settled"
  FROM row_3
)
SELECT person, "trainees.joined", "trainees.first-training-begun settled", "six-months.first-that-lasts-occurred-on-plus-6-months", "six-months.first-that-lasts settled", "six-months.conditions", "six-months.conditions settled"
FROM row_4;

-- sustained-jobs.pays, line 41: the number of six-months
-- sustained-jobs.pays, line 41
-- sustained-jobs.pays, line 41: the amount can be worked out
-- sustained-jobs, line 40
CREATE OR REPLACE TABLE "contract 4" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p."istanbul-employment.start-has-come",
    p."istanbul-employment.start-has-come settled",
    p."istanbul-employment.end-has-come",
    p."istanbul-employment.end-has-come settled",
    coalesce(g1."sustained-jobs.number-of-six-months", 0) AS "sustained-jobs.number-of-six-months",
    greatest(739705, g1."sustained-jobs.number-of-six-months settled") AS "sustained-jobs.number-of-six-months settled"
  FROM "contract 1" p
  LEFT JOIN (
    SELECT count(*) FILTER (WHERE "six-months.conditions") AS "sustained-jobs.number-of-six-months",
      max("six-months.conditions settled") FILTER (WHERE "six-months.conditions" IS NOT NULL) AS "sustained-jobs.number-of-six-months settled"
    FROM "people 3"
    WHERE true
    GROUP BY ALL
  ) g1 ON true
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "sustained-jobs.number-of-six-months" + 0 IS NOT NULL THEN greatest("sustained-jobs.number-of-six-months", 0) END AS "sustained-jobs.at-least-by-0",
    CASE WHEN "sustained-jobs.number-of-six-months" + 370 IS NOT NULL THEN greatest("sustained-jobs.number-of-six-months", 370) END AS "sustained-jobs.at-least-by-370",
    CASE WHEN "sustained-jobs.number-of-six-months" + 410 IS NOT NULL THEN greatest("sustained-jobs.number-of-six-months", 410) END AS "sustained-jobs.at-least-by-410"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "sustained-jobs.at-least-by-0" + 370 IS NOT NULL THEN least("sustained-jobs.at-least-by-0", 370) END AS "sustained-jobs.at-most-by-370",
    CASE WHEN "sustained-jobs.at-least-by-370" + 410 IS NOT NULL THEN least("sustained-jobs.at-least-by-370", 410) END AS "sustained-jobs.at-most-by-410",
    "sustained-jobs.at-least-by-410" + -410 AS "sustained-jobs.sum-by--410"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    CAST("sustained-jobs.at-most-by-370" AS HUGEINT) * 110000 AS "sustained-jobs.product-by-110000",
    "sustained-jobs.at-most-by-410" + -370 AS "sustained-jobs.sum-by--370",
    CAST("sustained-jobs.sum-by--410" AS HUGEINT) * 135000 AS "sustained-jobs.product-by-135000"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    CAST("sustained-jobs.sum-by--370" AS HUGEINT) * 100000 AS "sustained-jobs.product-by-100000",
    CASE WHEN "sustained-jobs.product-by-135000" + 18500000 IS NOT NULL THEN least("sustained-jobs.product-by-135000", 18500000) END AS "sustained-jobs.at-most-by-18500000"
  FROM row_3
),
row_5 AS NOT MATERIALIZED (
  SELECT *,
    "sustained-jobs.product-by-110000" + "sustained-jobs.product-by-100000" AS "sustained-jobs.sum"
  FROM row_4
),
row_6 AS NOT MATERIALIZED (
  SELECT *,
    "sustained-jobs.sum" + "sustained-jobs.at-most-by-18500000" AS "sustained-jobs.sum-2"
  FROM row_5
),
row_7 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "sustained-jobs.sum-2" + 0 IS NOT NULL THEN greatest("sustained-jobs.sum-2", 0) END AS "sustained-jobs.amount-or-nothing"
  FROM row_6
),
row_8 AS NOT MATERIALIZED (
  SELECT *,
    "sustained-jobs.amount-or-nothing" IS NOT NULL AS "sustained-jobs.amount-known"
  FROM row_7
),
row_9 AS NOT MATERIALIZED (
  SELECT *,
    "istanbul-employment.start-has-come" AND "istanbul-employment.end-has-come" AND "sustained-jobs.amount-known" AS "sustained-jobs.conditions",
    CASE WHEN "istanbul-employment.start-has-come" AND "istanbul-employment.end-has-come" AND "sustained-jobs.amount-known" THEN greatest("istanbul-employment.start-has-come settled", "istanbul-employment.end-has-come settled", "sustained-jobs.number-of-six-months settled") ELSE least(CASE WHEN NOT "istanbul-employment.start-has-come" THEN "istanbul-employment.start-has-come settled" END, CASE WHEN NOT "istanbul-employment.end-has-come" THEN "istanbul-employment.end-has-come settled" END, CASE WHEN NOT "sustained-jobs.amount-known" THEN "sustained-jobs.number-of-six-months settled" END) END AS "sustained-jobs.conditions settled"
  FROM row_8
)
SELECT "istanbul-employment.start-has-come", "istanbul-employment.start-has-come settled", "istanbul-employment.end-has-come", "istanbul-employment.end-has-come settled", "sustained-jobs.amount-or-nothing", "sustained-jobs.number-of-six-months settled", "sustained-jobs.amount-known", "sustained-jobs.conditions", "sustained-jobs.conditions settled"
FROM row_9;

-- sustained-jobs.pays, line 41
CREATE OR REPLACE TABLE "contract lines" AS
SELECT
  CAST(0 AS TINYINT) AS rule,
  rowid AS row_no,
  CAST(NULL AS VARCHAR) AS provider,
  CASE WHEN "sustained-jobs.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "sustained-jobs.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "sustained-jobs.conditions" AND "sustained-jobs.conditions settled" <= getvariable('as_at') THEN "sustained-jobs.amount-or-nothing" ELSE coalesce("sustained-jobs.amount-or-nothing", 0) END AS amount,
  CASE WHEN "sustained-jobs.conditions" AND "sustained-jobs.conditions settled" <= getvariable('as_at') THEN "sustained-jobs.conditions settled" END AS earned_on,
  CASE WHEN "sustained-jobs.conditions" AND "sustained-jobs.conditions settled" <= getvariable('as_at') THEN "sustained-jobs.conditions settled" + 30 END AS payable_on
FROM "contract 4"
WHERE "istanbul-employment.start-has-come" AND "istanbul-employment.start-has-come settled" <= getvariable('as_at') AND (("sustained-jobs.conditions" AND "sustained-jobs.conditions settled" <= getvariable('as_at') AND coalesce("sustained-jobs.amount-or-nothing", 0) <> 0)
  OR NOT "sustained-jobs.conditions" OR "sustained-jobs.conditions settled" > getvariable('as_at'));

CREATE OR REPLACE VIEW payment_line AS
SELECT * FROM "contract lines";

-- What of every line is a decision.
CREATE OR REPLACE VIEW decided_part AS
SELECT *, CAST(NULL AS VARCHAR) AS credited, CAST(NULL AS VARCHAR) AS passed_on, CAST(NULL AS VARCHAR) AS payee, CAST(NULL AS VARCHAR) AS payer FROM (SELECT rule, row_no, provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, amount, status, earned_on, payable_on, CAST(NULL AS VARCHAR) AS taken_by FROM payment_line WHERE rule IN (0));

-- Every decision, with all of its columns.
CREATE OR REPLACE VIEW decision AS
SELECT concat('sustained-jobs', '', '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE 'payable' END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  'sustained-jobs' AS payment,
  41 AS clause,
  d.provider AS provider,
  CAST(NULL AS VARCHAR) AS person,
  CAST(NULL AS VARCHAR) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  CAST(NULL AS VARCHAR) AS because,
  CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."istanbul-employment.start-has-come settled" > getvariable('as_at') THEN 'the start of the term' WHEN p."istanbul-employment.end-has-come settled" > getvariable('as_at') THEN 'the end of the term' WHEN p."sustained-jobs.number-of-six-months settled" > getvariable('as_at') THEN 'the amount can be worked out' END, ', by ', iso(p."sustained-jobs.conditions settled")) END AS awaiting,
  CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."istanbul-employment.start-has-come" AND p."istanbul-employment.start-has-come settled" = p."sustained-jobs.conditions settled" THEN 'the start of the term' WHEN NOT p."istanbul-employment.end-has-come" AND p."istanbul-employment.end-has-come settled" = p."sustained-jobs.conditions settled" THEN 'the end of the term' WHEN NOT p."sustained-jobs.amount-known" AND p."sustained-jobs.number-of-six-months settled" = p."sustained-jobs.conditions settled" THEN 'the amount can be worked out' END) END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "contract 4" p ON p.rowid = d.row_no 
WHERE d.rule IN (0);

-- The decisions, sorted by id.
SELECT id, payment, clause, provider, person, period, in_pounds(amount) AS amount, currency,
  status, as_date(earned_on) AS earned_on, as_date(payable_on) AS payable_on,
  coalesce(string_split(because, chr(31)), []) AS because,
  awaiting, reason, payer, payee
FROM decision ORDER BY id;
