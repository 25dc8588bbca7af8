-- Troubled Families, the first year: what is paid, worked out from a log of events.
-- Made from troubled-families (sha256:d73d96f6ce71311351fdf03b4e8c3c8917e3fd897f3bb6eb8f77c369df6e12d8).
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

-- Picked from: attachment, crime-school-result, employment-result, work-programme.
CREATE OR REPLACE TABLE picked_event AS
SELECT event, event_id, id_order, person, provider, occurred_on, recorded_on
FROM event WHERE event IN ('attachment', 'crime-school-result', 'employment-result', 'work-programme');

-- families.joins-on, line 26: the first attachment where the attachment is during the term
-- families.belongs-to, line 27: the first attachment
-- turned-around.achieved-on, line 32: the first crime-school-result
-- turned-around.achieved-on, line 32: the crime-school-result is on or after 1 April 2012
-- turned-around.when, line 33
-- progress.achieved-on, line 37: the first work-programme
-- progress.achieved-on, line 37: the work-programme is on or after 1 April 2012
-- progress.when, line 38
-- in-work.achieved-on, line 42: the first employment-result
-- in-work.achieved-on, line 42: the employment-result is on or after 1 April 2012
-- in-work.when, line 43
-- attachment-fee.on, line 50: the first attachment
-- attachment-fee.on, line 50: the attachment is on or after 1 April 2012
-- attachment-fee.pays, line 48
-- attachment-fee.less, line 49
-- attachment-fee.less, line 49: kept
-- attachment-fee, line 47
-- crime-school-fee.pays, line 54
-- crime-school-fee.less, line 55
-- crime-school-fee.less, line 55: kept
-- programme-fee.pays, line 59
-- programme-fee.less, line 60
-- programme-fee.less, line 60: kept
-- employment-fee.pays, line 64
-- employment-fee.less, line 65
-- employment-fee.less, line 65: kept
CREATE OR REPLACE TABLE "people 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."families.first-attachment event".event_id AS "families.first-attachment",
    CASE WHEN p."families.first-attachment event" IS NULL THEN least(734958, 735168) ELSE p."families.first-attachment event".occurred_on END AS "families.first-attachment settled",
    p."families.first-attachment-2 event".event_id AS "families.first-attachment-2",
    CASE WHEN p."families.first-attachment-2 event" IS NULL THEN 735168 ELSE p."families.first-attachment-2 event".occurred_on END AS "families.first-attachment-2 settled",
    p."families.first-attachment-2 event"."id_order" AS "families.first-attachment-2 id_order",
    p."families.first-attachment-2 event"."occurred_on" AS "families.first-attachment-2 occurred_on",
    p."families.first-attachment-2 event"."provider" AS "families.first-attachment-2 provider",
    p."turned-around.first-crime-school-result event".event_id AS "turned-around.first-crime-school-result",
    CASE WHEN p."turned-around.first-crime-school-result event" IS NULL THEN 735168 ELSE p."turned-around.first-crime-school-result event".occurred_on END AS "turned-around.first-crime-school-result settled",
    p."turned-around.first-crime-school-result event"."id_order" AS "turned-around.first-crime-school-result id_order",
    p."turned-around.first-crime-school-result event"."occurred_on" AS "turned-around.first-crime-school-result occurred_on",
    p."progress.first-work-programme event".event_id AS "progress.first-work-programme",
    CASE WHEN p."progress.first-work-programme event" IS NULL THEN 735168 ELSE p."progress.first-work-programme event".occurred_on END AS "progress.first-work-programme settled",
    p."progress.first-work-programme event"."id_order" AS "progress.first-work-programme id_order",
    p."progress.first-work-programme event"."occurred_on" AS "progress.first-work-programme occurred_on",
    p."in-work.first-employment-result event".event_id AS "in-work.first-employment-result",
    CASE WHEN p."in-work.first-employment-result event" IS NULL THEN 735168 ELSE p."in-work.first-employment-result event".occurred_on END AS "in-work.first-employment-result settled",
    p."in-work.first-employment-result event"."id_order" AS "in-work.first-employment-result id_order",
    p."in-work.first-employment-result event"."occurred_on" AS "in-work.first-employment-result occurred_on"
  FROM (
    SELECT
      e.person,
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'attachment' AND e.occurred_on >= 734594 AND e.occurred_on <= 734958) AS "families.first-attachment event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order", "provider": e."provider"}) FILTER (WHERE e.event = 'attachment') AS "families.first-attachment-2 event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}) FILTER (WHERE e.event = 'crime-school-result') AS "turned-around.first-crime-school-result event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}) FILTER (WHERE e.event = 'work-programme') AS "progress.first-work-programme event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order"}) FILTER (WHERE e.event = 'employment-result') AS "in-work.first-employment-result event"
    FROM picked_event e
    GROUP BY e.person
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "families.first-attachment" IS NOT NULL AS "families.joined",
    "families.first-attachment-2 provider" AS "families.first-attachment-2-provider",
    "turned-around.first-crime-school-result" IS NOT NULL AS "turned-around.first-crime-school-result-present",
    "turned-around.first-crime-school-result occurred_on" AS "turned-around.first-crime-school-result-occurred-on",
    "progress.first-work-programme" IS NOT NULL AS "progress.first-work-programme-present",
    "progress.first-work-programme occurred_on" AS "progress.first-work-programme-occurred-on",
    "in-work.first-employment-result" IS NOT NULL AS "in-work.first-employment-result-present",
    "in-work.first-employment-result occurred_on" AS "in-work.first-employment-result-occurred-on",
    "families.first-attachment-2" IS NOT NULL AS "attachment-fee.first-attachment-2-present",
    "families.first-attachment-2 occurred_on" AS "attachment-fee.first-attachment-2-occurred-on"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("turned-around.first-crime-school-result-occurred-on" >= 734594, false) AS "turned-around.crime-school-result-not-before-term",
    CASE WHEN "turned-around.first-crime-school-result-occurred-on" IS NULL THEN least("turned-around.first-crime-school-result settled", 735168) ELSE greatest("turned-around.first-crime-school-result-occurred-on", "turned-around.first-crime-school-result settled") END AS "turned-around.crime-school-result-not-before-term settled",
    "turned-around.first-crime-school-result-occurred-on" + -1 AS "turned-around.first-crime-school-result-occurred-on-minus-1-days",
    coalesce("progress.first-work-programme-occurred-on" >= 734594, false) AS "progress.work-programme-not-before-term",
    CASE WHEN "progress.first-work-programme-occurred-on" IS NULL THEN least("progress.first-work-programme settled", 735168) ELSE greatest("progress.first-work-programme-occurred-on", "progress.first-work-programme settled") END AS "progress.work-programme-not-before-term settled",
    "progress.first-work-programme-occurred-on" + -1 AS "progress.first-work-programme-occurred-on-minus-1-days",
    coalesce("in-work.first-employment-result-occurred-on" >= 734594, false) AS "in-work.employment-result-not-before-term",
    CASE WHEN "in-work.first-employment-result-occurred-on" IS NULL THEN least("in-work.first-employment-result settled", 735168) ELSE greatest("in-work.first-employment-result-occurred-on", "in-work.first-employment-result settled") END AS "in-work.employment-result-not-before-term settled",
    "in-work.first-employment-result-occurred-on" + -1 AS "in-work.first-employment-result-occurred-on-minus-1-days",
    coalesce("attachment-fee.first-attachment-2-occurred-on" >= 734594, false) AS "attachment-fee.attachment-not-before-term",
    CASE WHEN "attachment-fee.first-attachment-2-occurred-on" IS NULL THEN least("families.first-attachment-2 settled", 735168) ELSE greatest("attachment-fee.first-attachment-2-occurred-on", "families.first-attachment-2 settled") END AS "attachment-fee.attachment-not-before-term settled",
    CAST("families.joined" AS BIGINT) * 320000 AS "attachment-fee.price",
    CAST("families.joined" AS BIGINT) * 70000 AS "crime-school-fee.price",
    CAST("families.joined" AS BIGINT) * 10000 AS "programme-fee.price",
    CAST("families.joined" AS BIGINT) * 80000 AS "employment-fee.price"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN 6 <> 0 THEN CAST("attachment-fee.price" AS HUGEINT) * sign(6) END AS "attachment-fee.quotient-by-6",
    CAST(6 AS HUGEINT) * sign(6) AS "attachment-fee.quotient-by-6 under",
    "families.joined" AND "attachment-fee.first-attachment-2-present" AND "attachment-fee.attachment-not-before-term" AS "attachment-fee.conditions",
    CASE WHEN "families.joined" AND "attachment-fee.first-attachment-2-present" AND "attachment-fee.attachment-not-before-term" THEN greatest("families.first-attachment settled", "families.first-attachment-2 settled", "attachment-fee.attachment-not-before-term settled") ELSE least(CASE WHEN NOT "families.joined" THEN "families.first-attachment settled" END, CASE WHEN NOT "attachment-fee.first-attachment-2-present" THEN "families.first-attachment-2 settled" END, CASE WHEN NOT "attachment-fee.attachment-not-before-term" THEN "attachment-fee.attachment-not-before-term settled" END) END AS "attachment-fee.conditions settled",
    "attachment-fee.price" * 5 AS "attachment-fee.exact-times-5",
    CASE WHEN 6 <> 0 THEN CAST("crime-school-fee.price" AS HUGEINT) * sign(6) END AS "crime-school-fee.quotient-by-6",
    CAST(6 AS HUGEINT) * sign(6) AS "crime-school-fee.quotient-by-6 under",
    "crime-school-fee.price" * 5 AS "crime-school-fee.exact-times-5",
    CASE WHEN 6 <> 0 THEN CAST("programme-fee.price" AS HUGEINT) * sign(6) END AS "programme-fee.quotient-by-6",
    CAST(6 AS HUGEINT) * sign(6) AS "programme-fee.quotient-by-6 under",
    "programme-fee.price" * 5 AS "programme-fee.exact-times-5",
    CASE WHEN 6 <> 0 THEN CAST("employment-fee.price" AS HUGEINT) * sign(6) END AS "employment-fee.quotient-by-6",
    CAST(6 AS HUGEINT) * sign(6) AS "employment-fee.quotient-by-6 under",
    "employment-fee.price" * 5 AS "employment-fee.exact-times-5"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    CAST("attachment-fee.quotient-by-6" AS HUGEINT) * 5 AS "attachment-fee.product-by-5",
    "attachment-fee.quotient-by-6 under" AS "attachment-fee.product-by-5 under",
    CAST("crime-school-fee.quotient-by-6" AS HUGEINT) * 5 AS "crime-school-fee.product-by-5",
    "crime-school-fee.quotient-by-6 under" AS "crime-school-fee.product-by-5 under",
    CAST("programme-fee.quotient-by-6" AS HUGEINT) * 5 AS "programme-fee.product-by-5",
    "programme-fee.quotient-by-6 under" AS "programme-fee.product-by-5 under",
    CAST("employment-fee.quotient-by-6" AS HUGEINT) * 5 AS "employment-fee.product-by-5",
    "employment-fee.quotient-by-6 under" AS "employment-fee.product-by-5 under"
  FROM row_3
),
row_5 AS NOT MATERIALIZED (
  SELECT *,
    CAST(half_up("attachment-fee.product-by-5", "attachment-fee.product-by-5 under") AS BIGINT) AS "attachment-fee.kept-rounded",
    CAST(half_up("crime-school-fee.product-by-5", "crime-school-fee.product-by-5 under") AS BIGINT) AS "crime-school-fee.kept-rounded",
    CAST(half_up("programme-fee.product-by-5", "programme-fee.product-by-5 under") AS BIGINT) AS "programme-fee.kept-rounded",
    CAST(half_up("employment-fee.product-by-5", "employment-fee.product-by-5 under") AS BIGINT) AS "employment-fee.kept-rounded"
  FROM row_4
)
SELECT person, "families.first-attachment", "families.first-attachment settled", "families.joined", "families.first-attachment-2", "families.first-attachment-2 settled", "families.first-attachment-2 id_order", "families.first-attachment-2-provider", "turned-around.first-crime-school-result", "turned-around.first-crime-school-result settled", "turned-around.first-crime-school-result id_order", "turned-around.first-crime-school-result-present", "turned-around.first-crime-school-result-occurred-on", "turned-around.crime-school-result-not-before-term", "turned-around.crime-school-result-not-before-term settled", "turned-around.first-crime-school-result-occurred-on-minus-1-days", "progress.first-work-programme", "progress.first-work-programme settled", "progress.first-work-programme id_order", "progress.first-work-programme-present", "progress.first-work-programme-occurred-on", "progress.work-programme-not-before-term", "progress.work-programme-not-before-term settled", "progress.first-work-programme-occurred-on-minus-1-days", "in-work.first-employment-result", "in-work.first-employment-result settled", "in-work.first-employment-result id_order", "in-work.first-employment-result-present", "in-work.first-employment-result-occurred-on", "in-work.employment-result-not-before-term", "in-work.employment-result-not-before-term settled", "in-work.first-employment-result-occurred-on-minus-1-days", "attachment-fee.first-attachment-2-present", "attachment-fee.attachment-not-before-term", "attachment-fee.attachment-not-before-term settled", "attachment-fee.kept-rounded", "attachment-fee.conditions", "attachment-fee.conditions settled", "attachment-fee.exact-times-5", "crime-school-fee.kept-rounded", "crime-school-fee.exact-times-5", "programme-fee.kept-rounded", "programme-fee.exact-times-5", "employment-fee.kept-rounded", "employment-fee.exact-times-5"
FROM row_5;

-- turned-around.when, line 33: no employment-result
-- turned-around.when, line 33: no employment-result is before the crime-school-result
-- turned-around, line 30
-- progress.when, line 38: no employment-result
-- progress.when, line 38: no employment-result is before the work-programme
-- progress, line 35
-- in-work.when, line 43: no crime-school-result
-- in-work.when, line 43: no crime-school-result is before the employment-result
-- in-work.when, line 43: no work-programme
-- in-work.when, line 43: no work-programme is before the employment-result
-- in-work, line 40
CREATE OR REPLACE TABLE "people 2" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."families.first-attachment",
    p."families.first-attachment settled",
    p."families.joined",
    p."families.first-attachment-2",
    p."families.first-attachment-2 settled",
    p."families.first-attachment-2 id_order",
    p."families.first-attachment-2-provider",
    p."turned-around.first-crime-school-result",
    p."turned-around.first-crime-school-result settled",
    p."turned-around.first-crime-school-result id_order",
    p."turned-around.first-crime-school-result-present",
    p."turned-around.first-crime-school-result-occurred-on",
    p."turned-around.crime-school-result-not-before-term",
    p."turned-around.crime-school-result-not-before-term settled",
    p."turned-around.first-crime-school-result-occurred-on-minus-1-days",
    p."progress.first-work-programme",
    p."progress.first-work-programme settled",
    p."progress.first-work-programme id_order",
    p."progress.first-work-programme-present",
    p."progress.first-work-programme-occurred-on",
    p."progress.work-programme-not-before-term",
    p."progress.work-programme-not-before-term settled",
    p."progress.first-work-programme-occurred-on-minus-1-days",
    p."in-work.first-employment-result",
    p."in-work.first-employment-result settled",
    p."in-work.first-employment-result id_order",
    p."in-work.first-employment-result-present",
    p."in-work.first-employment-result-occurred-on",
    p."in-work.employment-result-not-before-term",
    p."in-work.employment-result-not-before-term settled",
    p."in-work.first-employment-result-occurred-on-minus-1-days",
    p."attachment-fee.first-attachment-2-present",
    p."attachment-fee.attachment-not-before-term",
    p."attachment-fee.attachment-not-before-term settled",
    p."attachment-fee.kept-rounded",
    p."attachment-fee.conditions",
    p."attachment-fee.conditions settled",
    p."attachment-fee.exact-times-5",
    p."crime-school-fee.kept-rounded",
    p."crime-school-fee.exact-times-5",
    p."programme-fee.kept-rounded",
    p."programme-fee.exact-times-5",
    p."employment-fee.kept-rounded",
    p."employment-fee.exact-times-5",
    w."turned-around.first-employment-result event".event_id AS "turned-around.first-employment-result",
    CASE WHEN p."turned-around.first-crime-school-result-occurred-on-minus-1-days" IS NULL THEN p."turned-around.first-crime-school-result settled" WHEN w."turned-around.first-employment-result event" IS NULL THEN greatest(least(p."turned-around.first-crime-school-result-occurred-on-minus-1-days", 735168), p."turned-around.first-crime-school-result settled") ELSE greatest(w."turned-around.first-employment-result event".occurred_on, p."turned-around.first-crime-school-result settled") END AS "turned-around.first-employment-result settled",
    w."progress.first-employment-result event".event_id AS "progress.first-employment-result",
    CASE WHEN p."progress.first-work-programme-occurred-on-minus-1-days" IS NULL THEN p."progress.first-work-programme settled" WHEN w."progress.first-employment-result event" IS NULL THEN greatest(least(p."progress.first-work-programme-occurred-on-minus-1-days", 735168), p."progress.first-work-programme settled") ELSE greatest(w."progress.first-employment-result event".occurred_on, p."progress.first-work-programme settled") END AS "progress.first-employment-result settled",
    w."in-work.first-crime-school-result event".event_id AS "in-work.first-crime-school-result",
    CASE WHEN p."in-work.first-employment-result-occurred-on-minus-1-days" IS NULL THEN p."in-work.first-employment-result settled" WHEN w."in-work.first-crime-school-result event" IS NULL THEN greatest(least(p."in-work.first-employment-result-occurred-on-minus-1-days", 735168), p."in-work.first-employment-result settled") ELSE greatest(w."in-work.first-crime-school-result event".occurred_on, p."in-work.first-employment-result settled") END AS "in-work.first-crime-school-result settled",
    w."in-work.first-work-programme event".event_id AS "in-work.first-work-programme",
    CASE WHEN p."in-work.first-employment-result-occurred-on-minus-1-days" IS NULL THEN p."in-work.first-employment-result settled" WHEN w."in-work.first-work-programme event" IS NULL THEN greatest(least(p."in-work.first-employment-result-occurred-on-minus-1-days", 735168), p."in-work.first-employment-result settled") ELSE greatest(w."in-work.first-work-programme event".occurred_on, p."in-work.first-employment-result settled") END AS "in-work.first-work-programme settled"
  FROM "people 1" p
  LEFT JOIN (
    SELECT p.rowid AS row_no,
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'employment-result' AND e.occurred_on <= p."turned-around.first-crime-school-result-occurred-on-minus-1-days") AS "turned-around.first-employment-result event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'employment-result' AND e.occurred_on <= p."progress.first-work-programme-occurred-on-minus-1-days") AS "progress.first-employment-result event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'crime-school-result' AND e.occurred_on <= p."in-work.first-employment-result-occurred-on-minus-1-days") AS "in-work.first-crime-school-result event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'work-programme' AND e.occurred_on <= p."in-work.first-employment-result-occurred-on-minus-1-days") AS "in-work.first-work-programme event"
    FROM "people 1" p JOIN picked_event e ON e.person = p.person
    WHERE e.event IN ('employment-result', 'crime-school-result', 'work-programme')
    GROUP BY p.rowid
  ) w ON w.row_no = p.rowid
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "turned-around.first-employment-result" IS NULL AND "turned-around.first-crime-school-result-occurred-on-minus-1-days" IS NOT NULL AS "turned-around.absent-employment-result",
    "progress.first-employment-result" IS NULL AND "progress.first-work-programme-occurred-on-minus-1-days" IS NOT NULL AS "progress.absent-employment-result",
    "in-work.first-crime-school-result" IS NULL AND "in-work.first-employment-result-occurred-on-minus-1-days" IS NOT NULL AS "in-work.absent-crime-school-result",
    "in-work.first-work-programme" IS NULL AND "in-work.first-employment-result-occurred-on-minus-1-days" IS NOT NULL AS "in-work.absent-work-programme"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    "families.joined" AND "turned-around.first-crime-school-result-present" AND "turned-around.crime-school-result-not-before-term" AND "turned-around.absent-employment-result" AS "turned-around.conditions",
    CASE WHEN "families.joined" AND "turned-around.first-crime-school-result-present" AND "turned-around.crime-school-result-not-before-term" AND "turned-around.absent-employment-result" THEN greatest("families.first-attachment settled", "turned-around.first-crime-school-result settled", "turned-around.crime-school-result-not-before-term settled", "turned-around.first-employment-result settled") ELSE least(CASE WHEN NOT "families.joined" THEN "families.first-attachment settled" END, CASE WHEN NOT "turned-around.first-crime-school-result-present" THEN "turned-around.first-crime-school-result settled" END, CASE WHEN NOT "turned-around.crime-school-result-not-before-term" THEN "turned-around.crime-school-result-not-before-term settled" END, CASE WHEN NOT "turned-around.absent-employment-result" THEN "turned-around.first-employment-result settled" END) END AS "turned-around.conditions settled",
    "families.joined" AND "progress.first-work-programme-present" AND "progress.work-programme-not-before-term" AND "progress.absent-employment-result" AS "progress.conditions",
    CASE WHEN "families.joined" AND "progress.first-work-programme-present" AND "progress.work-programme-not-before-term" AND "progress.absent-employment-result" THEN greatest("families.first-attachment settled", "progress.first-work-programme settled", "progress.work-programme-not-before-term settled", "progress.first-employment-result settled") ELSE least(CASE WHEN NOT "families.joined" THEN "families.first-attachment settled" END, CASE WHEN NOT "progress.first-work-programme-present" THEN "progress.first-work-programme settled" END, CASE WHEN NOT "progress.work-programme-not-before-term" THEN "progress.work-programme-not-before-term settled" END, CASE WHEN NOT "progress.absent-employment-result" THEN "progress.first-employment-result settled" END) END AS "progress.conditions settled",
    "families.joined" AND "in-work.first-employment-result-present" AND "in-work.employment-result-not-before-term" AND "in-work.absent-crime-school-result" AND "in-work.absent-work-programme" AS "in-work.conditions",
    CASE WHEN "families.joined" AND "in-work.first-employment-result-present" AND "in-work.employment-result-not-before-term" AND "in-work.absent-crime-school-result" AND "in-work.absent-work-programme" THEN greatest("families.first-attachment settled", "in-work.first-employment-result settled", "in-work.employment-result-not-before-term settled", "in-work.first-crime-school-result settled", "in-work.first-work-programme settled") ELSE least(CASE WHEN NOT "families.joined" THEN "families.first-attachment settled" END, CASE WHEN NOT "in-work.first-employment-result-present" THEN "in-work.first-employment-result settled" END, CASE WHEN NOT "in-work.employment-result-not-before-term" THEN "in-work.employment-result-not-before-term settled" END, CASE WHEN NOT "in-work.absent-crime-school-result" THEN "in-work.first-crime-school-result settled" END, CASE WHEN NOT "in-work.absent-work-programme" THEN "in-work.first-work-programme settled" END) END AS "in-work.conditions settled"
  FROM row_1
)
SELECT person, "families.first-attachment", "families.first-attachment settled", "families.joined", "families.first-attachment-2", "families.first-attachment-2 settled", "families.first-attachment-2 id_order", "families.first-attachment-2-provider", "turned-around.first-crime-school-result", "turned-around.first-crime-school-result settled", "turned-around.first-crime-school-result id_order", "turned-around.first-crime-school-result-present", "turned-around.first-crime-school-result-occurred-on", "turned-around.crime-school-result-not-before-term", "turned-around.crime-school-result-not-before-term settled", "progress.first-work-programme", "progress.first-work-programme settled", "progress.first-work-programme id_order", "progress.first-work-programme-present", "progress.first-work-programme-occurred-on", "progress.work-programme-not-before-term", "progress.work-programme-not-before-term settled", "in-work.first-employment-result", "in-work.first-employment-result settled", "in-work.first-employment-result id_order", "in-work.first-employment-result-present", "in-work.first-employment-result-occurred-on", "in-work.employment-result-not-before-term", "in-work.employment-result-not-before-term settled", "attachment-fee.first-attachment-2-present", "attachment-fee.attachment-not-before-term", "attachment-fee.attachment-not-before-term settled", "attachment-fee.kept-rounded", "attachment-fee.conditions", "attachment-fee.conditions settled", "attachment-fee.exact-times-5", "crime-school-fee.kept-rounded", "crime-school-fee.exact-times-5", "programme-fee.kept-rounded", "programme-fee.exact-times-5", "employment-fee.kept-rounded", "employment-fee.exact-times-5", "turned-around.first-employment-result", "turned-around.first-employment-result settled", "turned-around.absent-employment-result", "turned-around.conditions", "turned-around.conditions settled", "progress.first-employment-result", "progress.first-employment-result settled", "progress.absent-employment-result", "progress.conditions", "progress.conditions settled", "in-work.first-crime-school-result", "in-work.first-crime-school-result settled", "in-work.absent-crime-school-result", "in-work.first-work-programme", "in-work.first-work-programme settled", "in-work.absent-work-programme", "in-work.conditions", "in-work.conditions settled"
FROM row_2;

-- attachment-fee.pays, line 48
-- crime-school-fee.pays, line 54
-- programme-fee.pays, line 59
-- employment-fee.pays, line 64
CREATE OR REPLACE TABLE "people lines" AS
SELECT
  CAST(0 AS TINYINT) AS rule,
  rowid AS row_no,
  "families.first-attachment-2-provider" AS provider,
  "families.first-attachment-2 id_order" AS id_order,
  CASE WHEN "families.first-attachment-2 id_order" IS NULL THEN concat('attachment-fee/', in_person(person)) END AS line_id,
  CASE WHEN "attachment-fee.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "attachment-fee.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "attachment-fee.conditions" AND "attachment-fee.conditions settled" <= getvariable('as_at') THEN "attachment-fee.exact-times-5" ELSE coalesce("attachment-fee.kept-rounded", 0) END AS amount,
  CASE WHEN "attachment-fee.conditions" AND "attachment-fee.conditions settled" <= getvariable('as_at') THEN "attachment-fee.conditions settled" END AS earned_on,
  CASE WHEN "attachment-fee.conditions" AND "attachment-fee.conditions settled" <= getvariable('as_at') THEN "attachment-fee.conditions settled" + 30 END AS payable_on
FROM "people 2"
WHERE "families.joined" AND "families.first-attachment settled" <= getvariable('as_at') AND (("attachment-fee.conditions" AND "attachment-fee.conditions settled" <= getvariable('as_at') AND coalesce("attachment-fee.exact-times-5", 0) <> 0)
  OR NOT "attachment-fee.conditions" OR "attachment-fee.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(1 AS TINYINT) AS rule,
  rowid AS row_no,
  "families.first-attachment-2-provider" AS provider,
  "turned-around.first-crime-school-result id_order" AS id_order,
  CASE WHEN "turned-around.first-crime-school-result id_order" IS NULL THEN concat('crime-school-fee/', in_person(person)) END AS line_id,
  CASE WHEN "turned-around.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "turned-around.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "turned-around.conditions" AND "turned-around.conditions settled" <= getvariable('as_at') THEN "crime-school-fee.exact-times-5" ELSE coalesce("crime-school-fee.kept-rounded", 0) END AS amount,
  CASE WHEN "turned-around.conditions" AND "turned-around.conditions settled" <= getvariable('as_at') THEN "turned-around.conditions settled" END AS earned_on,
  CASE WHEN "turned-around.conditions" AND "turned-around.conditions settled" <= getvariable('as_at') THEN "turned-around.conditions settled" + 30 END AS payable_on
FROM "people 2"
WHERE "families.joined" AND "families.first-attachment settled" <= getvariable('as_at') AND (("turned-around.conditions" AND "turned-around.conditions settled" <= getvariable('as_at') AND coalesce("crime-school-fee.exact-times-5", 0) <> 0)
  OR NOT "turned-around.conditions" OR "turned-around.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(2 AS TINYINT) AS rule,
  rowid AS row_no,
  "families.first-attachment-2-provider" AS provider,
  "progress.first-work-programme id_order" AS id_order,
  CASE WHEN "progress.first-work-programme id_order" IS NULL THEN concat('programme-fee/', in_person(person)) END AS line_id,
  CASE WHEN "progress.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "progress.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "progress.conditions" AND "progress.conditions settled" <= getvariable('as_at') THEN "programme-fee.exact-times-5" ELSE coalesce("programme-fee.kept-rounded", 0) END AS amount,
  CASE WHEN "progress.conditions" AND "progress.conditions settled" <= getvariable('as_at') THEN "progress.conditions settled" END AS earned_on,
  CASE WHEN "progress.conditions" AND "progress.conditions settled" <= getvariable('as_at') THEN "progress.conditions settled" + 30 END AS payable_on
FROM "people 2"
WHERE "families.joined" AND "families.first-attachment settled" <= getvariable('as_at') AND (("progress.conditions" AND "progress.conditions settled" <= getvariable('as_at') AND coalesce("programme-fee.exact-times-5", 0) <> 0)
  OR NOT "progress.conditions" OR "progress.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(3 AS TINYINT) AS rule,
  rowid AS row_no,
  "families.first-attachment-2-provider" AS provider,
  "in-work.first-employment-result id_order" AS id_order,
  CASE WHEN "in-work.first-employment-result id_order" IS NULL THEN concat('employment-fee/', in_person(person)) END AS line_id,
  CASE WHEN "in-work.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "in-work.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "in-work.conditions" AND "in-work.conditions settled" <= getvariable('as_at') THEN "employment-fee.exact-times-5" ELSE coalesce("employment-fee.kept-rounded", 0) END AS amount,
  CASE WHEN "in-work.conditions" AND "in-work.conditions settled" <= getvariable('as_at') THEN "in-work.conditions settled" END AS earned_on,
  CASE WHEN "in-work.conditions" AND "in-work.conditions settled" <= getvariable('as_at') THEN "in-work.conditions settled" + 30 END AS payable_on
FROM "people 2"
WHERE "families.joined" AND "families.first-attachment settled" <= getvariable('as_at') AND (("in-work.conditions" AND "in-work.conditions settled" <= getvariable('as_at') AND coalesce("employment-fee.exact-times-5", 0) <> 0)
  OR NOT "in-work.conditions" OR "in-work.conditions settled" > getvariable('as_at'));

CREATE OR REPLACE VIEW payment_line AS
SELECT * FROM "people lines";

-- troubled-families.rounding, line 8
CREATE OR REPLACE TABLE "troubled-families.rounded-statements parts" AS
WITH line AS (SELECT rule, row_no, provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, amount, status, earned_on, payable_on, CAST(NULL AS VARCHAR) AS taken_by, id_order, line_id FROM payment_line WHERE rule IN (0, 1, 2, 3)), due AS (
  SELECT *, CAST(amount AS HUGEINT) * CASE rule WHEN 0 THEN 1 WHEN 1 THEN 1 WHEN 2 THEN 1 WHEN 3 THEN 1 END AS exact,
    month_start(payable_on) AS statement
  FROM line WHERE payable_on IS NOT NULL
), low AS (
  SELECT *, ((exact % 6) + 6) % 6 AS rest, (exact - ((exact % 6) + 6) % 6) // 6 AS pence_below FROM due
), placed AS (
  SELECT *, half_up(sum(exact) OVER w, 6) - sum(pence_below) OVER w AS pence_left,
    row_number() OVER (PARTITION BY provider, statement
      ORDER BY rest DESC, id_order NULLS FIRST, line_id, CASE rule WHEN 0 THEN 0 WHEN 1 THEN 1 WHEN 2 THEN 3 WHEN 3 THEN 2 END) AS place
  FROM low WINDOW w AS (PARTITION BY provider, statement)
), shared AS (
  SELECT *, pence_below + CAST(place <= pence_left AS INTEGER) AS pence FROM placed
)
SELECT rule, row_no, provider, part, made_by, CAST(pence AS BIGINT) AS amount, status, earned_on, payable_on, taken_by, id_order, line_id FROM shared WHERE pence <> 0
UNION ALL
SELECT rule, row_no, provider, part, made_by, amount, status, earned_on, payable_on, taken_by, id_order, line_id FROM line WHERE payable_on IS NULL;

-- What of every line is a decision.
CREATE OR REPLACE VIEW decided_part AS
SELECT *, CAST(NULL AS VARCHAR) AS credited, CAST(NULL AS VARCHAR) AS passed_on, CAST(NULL AS VARCHAR) AS payee, CAST(NULL AS VARCHAR) AS payer FROM (SELECT rule, row_no, provider, part, made_by, amount, status, earned_on, payable_on, taken_by FROM "troubled-families.rounded-statements parts");

-- Every decision, with all of its columns.
CREATE OR REPLACE VIEW decision AS
SELECT concat(CASE WHEN d.rule IN (0) THEN 'attachment-fee/' WHEN d.rule IN (1) THEN 'crime-school-fee/' WHEN d.rule IN (2) THEN 'programme-fee/' WHEN d.rule IN (3) THEN 'employment-fee/' END, in_person(p.person), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE 'payable' END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  CASE WHEN d.rule IN (0) THEN 'attachment-fee' WHEN d.rule IN (1) THEN 'crime-school-fee' WHEN d.rule IN (2) THEN 'programme-fee' WHEN d.rule IN (3) THEN 'employment-fee' END AS payment,
  CASE WHEN d.rule IN (0) THEN 48 WHEN d.rule IN (1) THEN 54 WHEN d.rule IN (2) THEN 59 WHEN d.rule IN (3) THEN 64 END AS clause,
  d.provider AS provider,
  p.person AS person,
  CAST(NULL AS VARCHAR) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  CASE WHEN d.rule IN (0) THEN array_to_string(list_sort([p."families.first-attachment", CASE WHEN p."families.first-attachment-2" IS DISTINCT FROM p."families.first-attachment" THEN p."families.first-attachment-2" END]), chr(31)) WHEN d.rule IN (1) THEN array_to_string(list_sort([p."families.first-attachment", p."turned-around.first-crime-school-result", p."turned-around.first-employment-result"]), chr(31)) WHEN d.rule IN (2) THEN array_to_string(list_sort([p."families.first-attachment", p."progress.first-work-programme", p."progress.first-employment-result"]), chr(31)) WHEN d.rule IN (3) THEN array_to_string(list_sort([p."families.first-attachment", p."in-work.first-employment-result", p."in-work.first-crime-school-result", p."in-work.first-work-programme"]), chr(31)) END AS because,
  CASE WHEN d.rule IN (0) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."families.first-attachment settled" > getvariable('as_at') THEN 'the first attachment where the attachment is during the term' WHEN p."families.first-attachment-2 settled" > getvariable('as_at') THEN 'the first attachment' WHEN p."attachment-fee.attachment-not-before-term settled" > getvariable('as_at') THEN 'the attachment is on or after 1 April 2012' END, ', by ', iso(p."attachment-fee.conditions settled")) END WHEN d.rule IN (1) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."families.first-attachment settled" > getvariable('as_at') THEN 'the first attachment where the attachment is during the term' WHEN p."turned-around.first-crime-school-result settled" > getvariable('as_at') THEN 'the first crime-school-result' WHEN p."turned-around.crime-school-result-not-before-term settled" > getvariable('as_at') THEN 'the crime-school-result is on or after 1 April 2012' WHEN p."turned-around.first-employment-result settled" > getvariable('as_at') THEN 'no employment-result is before the crime-school-result' END, ', by ', iso(p."turned-around.conditions settled")) END WHEN d.rule IN (2) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."families.first-attachment settled" > getvariable('as_at') THEN 'the first attachment where the attachment is during the term' WHEN p."progress.first-work-programme settled" > getvariable('as_at') THEN 'the first work-programme' WHEN p."progress.work-programme-not-before-term settled" > getvariable('as_at') THEN 'the work-programme is on or after 1 April 2012' WHEN p."progress.first-employment-result settled" > getvariable('as_at') THEN 'no employment-result is before the work-programme' END, ', by ', iso(p."progress.conditions settled")) END WHEN d.rule IN (3) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."families.first-attachment settled" > getvariable('as_at') THEN 'the first attachment where the attachment is during the term' WHEN p."in-work.first-employment-result settled" > getvariable('as_at') THEN 'the first employment-result' WHEN p."in-work.employment-result-not-before-term settled" > getvariable('as_at') THEN 'the employment-result is on or after 1 April 2012' WHEN p."in-work.first-crime-school-result settled" > getvariable('as_at') THEN 'no crime-school-result is before the employment-result' WHEN p."in-work.first-work-programme settled" > getvariable('as_at') THEN 'no work-programme is before the employment-result' END, ', by ', iso(p."in-work.conditions settled")) END END AS awaiting,
  CASE WHEN d.rule IN (0) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."families.joined" AND p."families.first-attachment settled" = p."attachment-fee.conditions settled" THEN 'the first attachment where the attachment is during the term' WHEN NOT p."attachment-fee.first-attachment-2-present" AND p."families.first-attachment-2 settled" = p."attachment-fee.conditions settled" THEN 'the first attachment' WHEN NOT p."attachment-fee.attachment-not-before-term" AND p."attachment-fee.attachment-not-before-term settled" = p."attachment-fee.conditions settled" THEN 'the attachment is on or after 1 April 2012' END) END WHEN d.rule IN (1) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."families.joined" AND p."families.first-attachment settled" = p."turned-around.conditions settled" THEN 'the first attachment where the attachment is during the term' WHEN NOT p."turned-around.first-crime-school-result-present" AND p."turned-around.first-crime-school-result settled" = p."turned-around.conditions settled" THEN 'the first crime-school-result' WHEN NOT p."turned-around.crime-school-result-not-before-term" AND p."turned-around.crime-school-result-not-before-term settled" = p."turned-around.conditions settled" THEN 'the crime-school-result is on or after 1 April 2012' WHEN NOT p."turned-around.absent-employment-result" AND p."turned-around.first-employment-result settled" = p."turned-around.conditions settled" THEN 'no employment-result is before the crime-school-result' END) END WHEN d.rule IN (2) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."families.joined" AND p."families.first-attachment settled" = p."progress.conditions settled" THEN 'the first attachment where the attachment is during the term' WHEN NOT p."progress.first-work-programme-present" AND p."progress.first-work-programme settled" = p."progress.conditions settled" THEN 'the first work-programme' WHEN NOT p."progress.work-programme-not-before-term" AND p."progress.work-programme-not-before-term settled" = p."progress.conditions settled" THEN 'the work-programme is on or after 1 April 2012' WHEN NOT p."progress.absent-employment-result" AND p."progress.first-employment-result settled" = p."progress.conditions settled" THEN 'no employment-result is before the work-programme' END) END WHEN d.rule IN (3) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."families.joined" AND p."families.first-attachment settled" = p."in-work.conditions settled" THEN 'the first attachment where the attachment is during the term' WHEN NOT p."in-work.first-employment-result-present" AND p."in-work.first-employment-result settled" = p."in-work.conditions settled" THEN 'the first employment-result' WHEN NOT p."in-work.employment-result-not-before-term" AND p."in-work.employment-result-not-before-term settled" = p."in-work.conditions settled" THEN 'the employment-result is on or after 1 April 2012' WHEN NOT p."in-work.absent-crime-school-result" AND p."in-work.first-crime-school-result settled" = p."in-work.conditions settled" THEN 'no crime-school-result is before the employment-result' WHEN NOT p."in-work.absent-work-programme" AND p."in-work.first-work-programme settled" = p."in-work.conditions settled" THEN 'no work-programme is before the employment-result' END) END END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "people 2" p ON p.rowid = d.row_no 
WHERE d.rule IN (0, 1, 2, 3);

-- The decisions, sorted by id.
SELECT id, payment, clause, provider, person, period, in_pounds(amount) AS amount, currency,
  status, as_date(earned_on) AS earned_on, as_date(payable_on) AS payable_on,
  coalesce(string_split(because, chr(31)), []) AS because,
  awaiting, reason, payer, payee
FROM decision ORDER BY id;
