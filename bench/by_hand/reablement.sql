-- The contract reablement-at-home, written by hand: contracts/reablement-at-home/contract.ocdsl.
--
-- For one purpose: to know what somebody who writes SQL for this contract alone would make of it,
-- and so how far the SQL that is made from the contract stands behind. Every price, band, window and
-- word is in here; nothing can be asked why. It runs over one Parquet file, as at a day, and leaves a
-- table of decisions in order; `run.py` sets the variables and writes the result.
--
--   log      path of the Parquet file
--   as_at    DATE
--   most     days of support that there can be in a person's week with a provider
--
-- What it rests on: a person matters only once referred (aged 65, in the term), so all facts are
-- about those; what has happened by the as-at day is certain, so only what has not yet can be open.

CREATE TYPE supplier AS ENUM ('alder-care', 'bryn-support');

CREATE MACRO as_at() AS getvariable('as_at');
CREATE MACRO term_start() AS DATE '2026-04-01';
CREATE MACRO tail_end() AS DATE '2030-05-25';
-- The Monday of the week in which the term begins.
CREATE MACRO week_one() AS DATE '2026-03-30';
-- Thirty days after the end of the month.
CREATE MACRO due(d) AS last_day(d) + 30;
-- An id that needs no second look: nothing hidden in it, and nothing that JSON or an id escapes.
CREATE MACRO plain(t) AS strlen(t) BETWEEN 1 AND 200 AND url_encode(t) = t;
-- What every event must be: dated, and recorded after it happened, by somebody who may.
CREATE MACRO dated(happened, recorded) AS
  happened BETWEEN DATE '0001-01-01' AND tail_end()
  AND recorded BETWEEN happened AND TIMESTAMP '9999-12-31 23:59:59.999999';
CREATE MACRO by_provider(who, provider) AS CASE who
  WHEN 'alder-care' THEN provider = 'alder-care' WHEN 'bryn-support' THEN provider = 'bryn-support'
  WHEN 'provider' THEN provider IN ('alder-care', 'bryn-support') ELSE false END;

-- The events that are not days of support: few. Rows that are not right are left out, and counted.
CREATE TEMP TABLE other AS
SELECT event, event_id, person, provider, occurred_on AS day,
  CAST(recorded_at AS DATE) AS recorded, age, independence AS score, reason
FROM read_parquet(getvariable('log'))
WHERE event <> 'support-day'
  AND dated(occurred_on, recorded_at) AND plain(event_id) AND plain(person)
  AND hours IS NULL AND supersedes IS NULL AND retracts IS NULL
  AND (event = 'assessment' OR independence IS NULL)
  AND (event = 'referral' OR age IS NULL) AND (event = 'closure' OR reason IS NULL)
  AND CASE event
    WHEN 'referral' THEN provider IN ('alder-care', 'bryn-support')
      AND recorded_by IN ('vale', 'commissioner') AND age BETWEEN 0 AND 120
    WHEN 'service-start' THEN by_provider(recorded_by, provider)
    WHEN 'closure' THEN by_provider(recorded_by, provider)
      AND reason IN ('needs-no-care', 'moved-away', 'declined', 'died', 'residential-care')
    WHEN 'assessment' THEN provider IN ('alder-care', 'bryn-support')
      AND recorded_by = 'assessor' AND independence BETWEEN 0 AND 100
    WHEN 'readmission' THEN provider IN ('alder-care', 'bryn-support')
      AND recorded_by = 'health-board'
  END;

-- Lines 44 to 49, 54, 59: the people of the cohort, with the first event of each kind that matters.
CREATE TEMP TABLE known AS
WITH first AS (
  SELECT person,
    min({day: day, id: event_id}) FILTER (
      event = 'referral' AND age >= 65
      AND day BETWEEN term_start() AND DATE '2029-03-31') AS referred,
    min({day: day, id: event_id, provider: provider}) FILTER (event = 'service-start') AS started,
    min({day: day, id: event_id, recorded: recorded}) FILTER (
      event = 'closure' AND reason = 'needs-no-care') AS closed,
    min({day: day, id: event_id, score: score}) FILTER (event = 'assessment') AS assessed
  FROM other WHERE day <= as_at()
  GROUP BY person HAVING referred IS NOT NULL
),
-- And the first in a window that hangs on one of those: lines 57, 49 and 64.
later AS (
  SELECT o.person,
    min({day: o.day, id: o.event_id}) FILTER (
      o.event = 'readmission' AND o.day BETWEEN f.closed.day AND f.closed.day + 28) AS readmitted,
    min({day: o.day, id: o.event_id}) FILTER (o.event = 'closure') AS aside,
    min({day: o.day, id: o.event_id, score: o.score}) FILTER (o.event = 'assessment') AS reassessed
  FROM other o JOIN first f ON f.person = o.person
  WHERE o.day <= as_at() AND (
    o.event = 'readmission'
    OR (o.event = 'closure' AND o.reason IN ('died', 'moved-away') AND o.day >= f.referred.day)
    OR (o.event = 'assessment' AND o.day BETWEEN f.started.day + 364 AND f.started.day + 420))
  GROUP BY o.person
)
SELECT f.person, CAST(f.started.provider AS supplier) AS provider,
  f.referred.day AS referred, f.referred.id AS referral_id,
  f.started.day AS started, f.started.id AS start_id,
  f.closed.day AS closed, f.closed.id AS closure_id, f.closed.recorded AS closure_recorded,
  l.readmitted.day AS readmitted, l.readmitted.id AS readmission_id,
  l.aside.day AS aside, l.aside.id AS aside_id,
  l.reassessed.day AS reassessed, l.reassessed.score >= f.assessed.score + 5 AS improved
FROM first f LEFT JOIN later l ON l.person = f.person;

-- Lines 51 to 65 and 77 to 80: each condition's day, and whether it was met. Set aside before that
-- day, and the day of setting aside decides instead.
CREATE TEMP TABLE person AS
WITH condition AS (
  SELECT *,
    coalesce(started >= term_start(), false) AS start_ok,
    CASE WHEN started >= term_start() THEN greatest(referred, started)
      ELSE coalesce(started, tail_end()) END AS start_due,
    coalesce(closed >= term_start() AND closed BETWEEN started AND started + 56
      AND readmitted IS NULL AND closure_recorded <= closed + 28, false) AS closure_ok,
    CASE WHEN closed IS NULL OR started IS NULL OR closed > started + 56
      THEN least(started + 56, tail_end()) WHEN closed < started THEN started END AS closure_late,
    CASE WHEN reassessed IS NULL THEN least(started + 420, tail_end())
      WHEN reassessed >= term_start() AND improved THEN greatest(referred, reassessed)
      ELSE reassessed END AS year_due,
    coalesce(reassessed >= term_start() AND improved, false) AS year_ok,
    CASE WHEN aside_id IS NULL AND coalesce(referral_id < start_id, true)
      THEN concat_ws('","', referral_id, start_id)
      ELSE array_to_string(list_sort([referral_id, start_id, aside_id]), '","') END AS start_ids,
    CASE WHEN coalesce(aside_id, readmission_id) IS NULL AND referral_id < start_id
        AND coalesce(start_id < closure_id, true)
      THEN concat_ws('","', referral_id, start_id, closure_id)
      ELSE array_to_string(list_sort(
        [referral_id, start_id, closure_id, readmission_id, aside_id]), '","') END AS outcome_ids
  FROM known
), decided AS (
  SELECT *, CASE WHEN closure_ok
      THEN greatest(referred, least(closed + 28, tail_end()), closure_recorded)
    WHEN closed IS NULL THEN closure_late
    ELSE least(CASE WHEN closed < term_start() THEN closed END, closure_late, readmitted,
      CASE WHEN closure_recorded > closed + 28 THEN least(closed + 28, tail_end()) END)
    END AS closure_due
  FROM condition
), stayed AS (
  SELECT *, coalesce(aside < start_due, false) AS start_left,
    coalesce(aside < closure_due, false) AS closure_left,
    coalesce(aside < year_due, false) AS year_left
  FROM decided
)
SELECT CAST(row_number() OVER (ORDER BY concat(person, '#')) AS INTEGER) AS place,
  CAST(row_number() OVER (ORDER BY concat(person, '/')) AS INTEGER) AS week_place,
  * EXCLUDE (closure_recorded, improved),
  CASE WHEN start_left THEN aside ELSE start_due END AS start_day,
  start_ok AND NOT start_left AS start_met,
  CASE WHEN closure_left THEN aside ELSE closure_due END AS outcome_day,
  closure_ok AND NOT closure_left AS outcome_met,
  CAST(date_trunc('quarter', started) AS DATE) AS quarter
FROM stayed;

-- Lines 94 to 99: what each person's week with a provider is worth, and when that is certain. The
-- row of no week counts what nothing is paid for: days after the as-at day, before the term, and of
-- people who never joined.
CREATE TEMP TABLE week AS
WITH support AS (
  SELECT CASE WHEN s.occurred_on BETWEEN term_start() AND as_at() THEN
      (CAST(p.week_place AS BIGINT) << 16) + (CAST(s.provider = 'bryn-support' AS BIGINT) << 15)
      + (s.occurred_on - week_one()) // 7 END AS cell,
    s.event_id, s.hours, s.occurred_on
  FROM read_parquet(getvariable('log')) s LEFT JOIN person p ON p.person = s.person
  WHERE s.event = 'support-day'
    AND dated(s.occurred_on, s.recorded_at) AND plain(s.event_id)
    AND (p.place IS NOT NULL OR plain(s.person)) AND by_provider(s.recorded_by, s.provider)
    AND s.hours > 0 AND s.hours <= 24
    AND s.age IS NULL AND s.independence IS NULL AND s.reason IS NULL
    AND s.supersedes IS NULL AND s.retracts IS NULL
), summed AS (
  SELECT cell, count(*) AS days, count(*) FILTER (occurred_on <= as_at()) AS seen,
    CAST(sum(hours) AS DECIMAL(18, 2)) AS hours, min(event_id, getvariable('most')) AS ids
  FROM support GROUP BY cell
), placed AS (
  SELECT s.*, week_one() + CAST(cell % 32768 * 7 AS INTEGER) AS monday,
    CAST(CASE WHEN (cell >> 15) % 2 = 1 THEN 'bryn-support' ELSE 'alder-care' END
      AS supplier) AS provider,
    p.person, p.referred, p.started, p.aside, p.referral_id, p.start_id, p.aside_id, p.start_ids
  FROM summed s LEFT JOIN person p ON p.week_place = s.cell >> 16
), decided AS (
  SELECT *, coalesce(monday + 6 BETWEEN started AND started + 84, false) AS in_time,
    CASE WHEN monday + 6 > started + 84 OR started IS NULL THEN least(started + 84, tail_end())
      WHEN monday + 6 < started THEN started ELSE greatest(referred, monday + 6) END AS settled
  FROM placed
)
SELECT cell, days, seen, person, provider, monday, in_time, ids[1] AS first_id,
  CAST(CASE WHEN hours <= 5 THEN 7500 WHEN hours <= 14 THEN 15000 ELSE 32000 END AS INTEGER)
    AS price,
  coalesce(aside < settled, false) AS has_left,
  CASE WHEN aside < settled THEN aside ELSE settled END AS day,
  in_time AND NOT has_left AND day <= as_at() AS paid,
  -- Nearly always the person's own events come before the week's, and a setting aside after.
  CASE WHEN greatest(referral_id, start_id, aside_id) < ids[1]
      THEN concat(start_ids, '","', array_to_string(ids, '","'))
    WHEN start_id IS NOT NULL AND greatest(referral_id, start_id) < ids[1] AND aside_id > ids[-1]
      THEN concat(least(referral_id, start_id), '","', greatest(referral_id, start_id), '","',
        array_to_string(ids, '","'), '","', aside_id)
    ELSE array_to_string(list_sort(list_concat(ids, [referral_id, start_id, aside_id])), '","')
    END AS ids
FROM decided;

-- Lines 67 to 75: the rate of each provider's quarter, and of the quarters pooled until 30 people.
CREATE TEMP TABLE quarter AS
WITH calendar AS (
  SELECT provider, CAST(first AS DATE) AS first,
    least(CAST(first + INTERVAL 3 MONTH AS DATE) - 1, tail_end()) AS last
  FROM (SELECT CAST(unnest(['alder-care', 'bryn-support']) AS supplier) AS provider),
    generate_series(TIMESTAMP '2026-04-01', TIMESTAMP '2030-04-01', INTERVAL 3 MONTH) s (first)
), counted AS (
  SELECT provider, quarter AS first, count(*) FILTER (outcome_met) AS achieved,
    count(*) FILTER (NOT closure_left) AS counted,
    max(CASE WHEN closure_left THEN aside ELSE greatest(referred, started, closure_due) END)
      AS settled
  FROM person WHERE started >= term_start() GROUP BY ALL
), filled AS (
  SELECT provider, first, last, coalesce(achieved, 0) AS achieved, coalesce(counted, 0) AS counted,
    greatest(last, settled) AS settled,
    array_agg(coalesce(counted, 0)) OVER w AS so_far
  FROM calendar LEFT JOIN counted USING (provider, first)
  WINDOW w AS (PARTITION BY provider ORDER BY first)
), closed AS (
  SELECT *, list_reduce(so_far,
    lambda a, b: b + CASE WHEN a >= 30 THEN 0 ELSE a END) >= 30 AS enough
  FROM filled
), pooled AS (
  SELECT *, count(*) FILTER (enough) OVER (PARTITION BY provider ORDER BY first
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS pool
  FROM closed
), judged AS (
  SELECT provider, pool, max(first) AS final, bool_or(enough) AS enough,
    CAST(sum(achieved) AS BIGINT) AS achieved, CAST(sum(counted) AS BIGINT) AS counted,
    max(settled) AS settled
  FROM pooled GROUP BY ALL
), rated AS (
  -- What is left at the end has the rate of the pool before it, or its own when there is none.
  SELECT provider, pool, final,
    CASE WHEN enough THEN settled ELSE tail_end() END AS settled,
    CASE WHEN enough THEN achieved
      ELSE coalesce(lag(achieved) OVER w, CASE WHEN counted > 0 THEN achieved END) END AS reached,
    CASE WHEN enough THEN counted
      ELSE coalesce(lag(counted) OVER w, nullif(counted, 0)) END AS people
  FROM judged WINDOW w AS (PARTITION BY provider ORDER BY pool)
)
SELECT provider, p.first, p.last, p.achieved, p.counted, r.final, r.settled, r.reached, r.people
FROM pooled p JOIN rated r USING (provider, pool);

-- Lines 84 to 90: of each fee that was earned, until when its 15% is held, and whether the whole is
-- taken back: on a readmission after earning, up to 28 days after it was due.
CREATE TEMP TABLE fee AS
WITH taken AS (
  SELECT p.place, min({day: o.day, id: o.event_id}) AS again
  FROM person p JOIN other o ON o.person = p.person
  WHERE o.event = 'readmission' AND o.day <= as_at() AND p.outcome_met
    AND o.day BETWEEN p.outcome_day + 1 AND due(p.outcome_day) + 28
  GROUP BY p.place
), held AS (
  SELECT p.place, p.person, p.provider, p.closure_id, p.outcome_day AS earned,
    q.final, q.reached, q.people, coalesce(q.settled, p.started) AS judged,
    t.again.day AS back, t.again.id AS back_id, coalesce(t.again.day <= judged, false) AS taken
  FROM person p LEFT JOIN quarter q ON q.provider = p.provider AND q.first = p.quarter
    LEFT JOIN taken t ON t.place = p.place
  WHERE p.outcome_met
), pot AS (
  -- The pence of a pool: all at 60%, none below 50%, in a straight line between; half up.
  SELECT provider, final, count(*) AS fees, CASE
      WHEN reached * 10 >= people * 6 THEN count(*) * 23625
      WHEN reached * 10 >= people * 5
        THEN (2 * count(*) * 23625 * (reached * 10 - people * 5) + people) // (2 * people)
      ELSE 0 END AS pence
  FROM held WHERE NOT taken AND final IS NOT NULL
  GROUP BY provider, final, reached, people
), shared AS (
  -- Every share is the same; the pence left over go to the first by event id.
  SELECT h.place, pence // fees + CAST(
    row_number() OVER (PARTITION BY h.provider, h.final ORDER BY closure_id, person)
      <= pence % fees AS INTEGER) AS released
  FROM held h JOIN pot USING (provider, final) WHERE NOT taken
)
SELECT h.place, h.provider, h.earned, h.judged, h.back, h.back_id, h.taken,
  greatest(h.earned, h.judged) AS released_on,
  -- Of a start before the term no quarter has a rate: nothing is released.
  CASE WHEN NOT h.taken THEN coalesce(s.released, 0) END AS released
FROM held h LEFT JOIN shared s USING (place);

-- What was earned and is due, but the weeks. `turn` is the order of lines that one event earned.
CREATE TEMP TABLE earning AS
SELECT place, provider, 5 AS turn, start_day AS day, 30000 AS amount, start_id AS id
FROM person WHERE start_met AND start_day <= as_at()
UNION ALL
SELECT place, provider, 2, outcome_day, 133875, closure_id
FROM person WHERE outcome_met AND outcome_day <= as_at()
UNION ALL
SELECT f.place, f.provider, 3, released_on, released, closure_id
FROM fee f JOIN person p USING (place) WHERE NOT taken AND released_on <= as_at() AND released > 0;

-- Lines 102 to 107: the ceiling. A month pays from what was paid by the end of the month before to
-- what was paid by its own end: all that was earned, or the rooms so far less the most that one of
-- them was left empty.
CREATE TEMP TABLE day AS
SELECT provider, day, CAST(sum(amount) AS BIGINT) AS amount,
  CAST(sum(sum(amount)) OVER (PARTITION BY provider ORDER BY day) AS BIGINT) AS after
FROM (
  SELECT provider, day, sum(amount) AS amount FROM earning GROUP BY ALL
  UNION ALL
  SELECT provider, day, sum(price) FROM week WHERE paid GROUP BY ALL
) GROUP BY provider, day;

CREATE TEMP TABLE month AS
WITH month AS (
  SELECT provider, CAST(month AS DATE) AS month, row_number() OVER w * 12000000 AS room,
    coalesce(max(after) OVER w, 0) AS earned
  FROM (SELECT DISTINCT provider FROM day) CROSS JOIN generate_series(TIMESTAMP '2026-04-01',
      CAST(least(as_at(), tail_end()) AS TIMESTAMP), INTERVAL 1 MONTH) s (month)
    LEFT JOIN (
      SELECT provider, date_trunc('month', day) AS month, max(after) AS after FROM day GROUP BY ALL
    ) USING (provider, month)
  WINDOW w AS (PARTITION BY provider ORDER BY month)
), paid AS (
  SELECT provider, month, CAST(room + least(0, min(earned - room) OVER w) AS BIGINT) AS high
  FROM month WINDOW w AS (PARTITION BY provider ORDER BY month)
)
SELECT provider, month, coalesce(lag(high) OVER w, 0) AS low, high, max(high) OVER v AS most
FROM paid WINDOW w AS (PARTITION BY provider ORDER BY month), v AS (PARTITION BY provider);

-- Where a day's earnings lie wholly in one month's room, or wholly beyond all, the order of its
-- lines tells nothing. `month` is that month, or null beyond; only the other days are taken line by
-- line.
CREATE TEMP TABLE whole_day AS
SELECT d.provider, d.day, m.month
FROM day d LEFT JOIN month m
  ON m.provider = d.provider AND d.after - d.amount >= m.low AND d.after <= m.high
WHERE m.month IS NOT NULL
  OR d.after - d.amount >= (SELECT max(most) FROM month n WHERE n.provider = d.provider);

CREATE TEMP TABLE part AS
WITH line AS (
  SELECT e.turn, e.place AS row_no, provider, day, e.amount,
    d.after - d.amount + sum(e.amount) OVER w AS after
  FROM (
    SELECT place, provider, turn, day, amount, id FROM earning
    UNION ALL SELECT cell, provider, 6, day, price, first_id FROM week WHERE paid
  ) e JOIN (FROM day ANTI JOIN whole_day USING (provider, day)) d USING (provider, day)
  WINDOW w AS (PARTITION BY provider, day ORDER BY id, turn ROWS UNBOUNDED PRECEDING)
)
SELECT turn, row_no, day, m.month,
  CAST(least(after, high) - greatest(after - l.amount, low) AS INTEGER) AS amount
FROM line l JOIN month m ON m.provider = l.provider AND after > low AND after - l.amount < high
UNION ALL
SELECT turn, row_no, day, NULL, CAST(after - greatest(after - l.amount, most) AS INTEGER)
FROM line l JOIN (SELECT DISTINCT provider, most FROM month) USING (provider) WHERE after > most;

-- All that is due but the weeks, in the month that pays it; no month for what is over the ceiling.
CREATE TEMP VIEW paid_earning AS
SELECT turn, place AS row_no, day, w.month, amount
FROM earning JOIN whole_day w USING (provider, day)
UNION ALL SELECT turn, row_no, day, month, amount FROM part WHERE turn < 6;

-- What can become of a payment: `base` and `turned` end the id, and `clause` is the line that decided.
CREATE MACRO set_aside() AS
  'the person is not set aside on a closure where reason is one of died, moved-away';
CREATE MACRO the_rate() AS 'reablement-rate of the quarter of the first service-start';
CREATE TABLE kind AS
SELECT CAST(kind AS TINYINT) AS kind, payment, base, turned, clause, awaiting,
  CASE WHEN base = 'not-due' THEN concat('not met: ', reason) ELSE reason END AS reason
FROM (VALUES
  (1, 'start-fee', 'pending', NULL, 78, 'the first service-start', NULL),
  (2, 'start-fee', 'not-due', NULL, 78, NULL, 'the first service-start'),
  (3, 'start-fee', 'not-due', NULL, 78, NULL, 'the service-start is on or after 1 April 2026'),
  (4, 'start-fee', 'not-due', NULL, 78, NULL, set_aside()),
  (5, 'start-fee', 'payable', NULL, 78, NULL, NULL),
  (8, 'outcome-fee', 'pending', NULL, 83, 'the first closure where reason is needs-no-care', NULL),
  (9, 'outcome-fee', 'pending', NULL, 83,
    'the closure is within 8 weeks after the first service-start', NULL),
  (10, 'outcome-fee', 'pending', NULL, 83, 'no readmission is within 28 days after the closure', NULL),
  (11, 'outcome-fee', 'pending', NULL, 83, 'the closure is recorded within 28 days', NULL),
  (12, 'outcome-fee', 'not-due', NULL, 83, NULL, 'the first closure where reason is needs-no-care'),
  (13, 'outcome-fee', 'not-due', NULL, 83, NULL, 'the closure is on or after 1 April 2026'),
  (14, 'outcome-fee', 'not-due', NULL, 83, NULL,
    'the closure is within 8 weeks after the first service-start'),
  (15, 'outcome-fee', 'not-due', NULL, 83, NULL, 'no readmission is within 28 days after the closure'),
  (16, 'outcome-fee', 'not-due', NULL, 83, NULL, 'the closure is recorded within 28 days'),
  (17, 'outcome-fee', 'not-due', NULL, 83, NULL, set_aside()),
  (18, 'outcome-fee', 'payable', NULL, 83, NULL, NULL),
  (21, 'outcome-fee', 'payable', 'recovered', 90, NULL, 'taken back on a readmission'),
  (22, 'outcome-fee', 'withheld', NULL, 84, the_rate(), NULL),
  (23, 'outcome-fee', 'released', NULL, 84, NULL, the_rate()),
  (26, 'outcome-fee', 'released', 'recovered', 90, NULL, 'taken back on a readmission'),
  (27, 'outcome-fee', 'forfeited', NULL, 89, NULL, concat('not released by ', the_rate())),
  (28, 'outcome-fee', 'forfeited', NULL, 90, NULL, 'taken back on a readmission'),
  (29, 'weekly-support', 'pending', NULL, 94, 'the end of the week', NULL),
  (30, 'weekly-support', 'pending', NULL, 94,
    'the week ends within 12 weeks after the first service-start', NULL),
  (31, 'weekly-support', 'not-due', NULL, 94, NULL,
    'the week ends within 12 weeks after the first service-start'),
  (32, 'weekly-support', 'not-due', NULL, 94, NULL, set_aside()),
  (33, 'weekly-support', 'payable', NULL, 94, NULL, NULL)
) k (kind, payment, base, turned, clause, awaiting, reason);
-- What is over the ceiling follows each of those that are paid.
INSERT INTO kind
SELECT kind + 1, payment, base, 'carried-forward', 104, 'room under monthly-ceiling',
  'over monthly-ceiling' FROM kind WHERE kind IN (5, 18, 23, 33)
UNION ALL
SELECT kind + 2, payment, base, 'capped', 104, NULL, 'over monthly-ceiling'
FROM kind WHERE kind IN (5, 18, 23, 33);

-- Where each stands in the order of ids.
SET VARIABLE places = (SELECT list((p << 60) + (b << 9) + t ORDER BY kind) FROM (
  SELECT kind, dense_rank() OVER (ORDER BY payment) - 1 AS p, dense_rank() OVER (ORDER BY base) - 1 AS b,
    dense_rank() OVER (ORDER BY coalesce(turned, '')) - 1 AS t FROM kind));

CREATE MACRO later(month, day) AS
  CASE WHEN month <> CAST(date_trunc('month', day) AS DATE) THEN month END;
-- Over the ceiling: carried forward until the tail ends, and then gone.
CREATE MACRO over_the_ceiling() AS CASE WHEN as_at() >= tail_end() THEN 2 ELSE 1 END;

-- Every decision in few numbers. `place` puts them in the order of their ids, which is the order of
-- payment, person, provider and week, what it was, the month that pays it when that is a later one,
-- and what became of it.
CREATE TABLE decision AS
WITH of_person AS (
  SELECT place AS row_no, CASE
      WHEN start_day > as_at() THEN 1 WHEN start_left THEN 4 WHEN started IS NULL THEN 2 ELSE 3
    END AS kind, NULL::DATE AS later, 30000 AS amount, NULL::DATE AS earned, NULL::DATE AS payable,
    start_day AS until, NULL::VARCHAR AS back_id
  FROM person WHERE NOT (start_met AND start_day <= as_at())
  UNION ALL
  SELECT place, CASE
      WHEN outcome_day > as_at() THEN CASE
        WHEN closed IS NULL AND tail_end() > as_at() THEN 8
        WHEN started IS NULL AND tail_end() > as_at() THEN 9
        WHEN readmitted IS NULL AND least(closed + 28, tail_end()) > as_at() THEN 10 ELSE 11 END
      WHEN closure_left THEN 17
      WHEN closed IS NULL AND outcome_day = tail_end() THEN 12
      WHEN closed < term_start() AND closed = outcome_day THEN 13
      WHEN closure_late = outcome_day THEN 14
      WHEN readmitted = outcome_day THEN 15 ELSE 16
    END, NULL, 157500, NULL, NULL, outcome_day, NULL
  FROM person WHERE NOT (outcome_met AND outcome_day <= as_at())
  UNION ALL
  SELECT e.row_no, CASE turn WHEN 5 THEN 5 WHEN 2 THEN 18 ELSE 23 END
      + CASE WHEN month IS NULL THEN over_the_ceiling() ELSE 0 END,
    later(month, day), amount, day, due(month), tail_end(), CASE turn WHEN 3 THEN back_id END
  FROM paid_earning e LEFT JOIN fee f ON f.place = e.row_no
  UNION ALL
  SELECT e.row_no, CASE turn WHEN 2 THEN 21 ELSE 26 END, later(month, day), -amount, back,
    greatest(back, due(month)), NULL, back_id
  FROM paid_earning e JOIN fee f ON f.place = e.row_no
  WHERE turn < 5 AND month IS NOT NULL AND back IS NOT NULL
  UNION ALL
  SELECT place, 22, NULL, 23625, earned, NULL, judged, NULL
  FROM fee WHERE earned <= as_at() AND NOT taken AND judged > as_at()
  UNION ALL
  SELECT place, 27, NULL, 23625 - released, released_on, NULL, NULL, back_id
  FROM fee WHERE NOT taken AND released_on <= as_at() AND released < 23625
  UNION ALL
  SELECT place, 28, NULL, 23625, back, NULL, NULL, back_id FROM fee WHERE taken
), of_week AS (
  SELECT person, provider, cell, monday, CASE
      WHEN day > as_at() THEN CASE WHEN least(monday + 6, tail_end()) > as_at() THEN 29 ELSE 30 END
      WHEN has_left THEN 32 ELSE 31
    END AS kind, NULL::DATE AS later, price AS amount, NULL::DATE AS earned, NULL::DATE AS payable,
    day AS until, ids
  FROM week WHERE NOT paid AND person IS NOT NULL
  UNION ALL
  SELECT person, provider, cell, monday, 33 + CASE WHEN month IS NULL THEN over_the_ceiling() ELSE 0 END,
    later(month, day), price, day, due(month), tail_end(), ids
  FROM week JOIN whole_day w USING (provider, day) WHERE paid
  UNION ALL
  SELECT person, provider, cell, monday, 33 + CASE WHEN month IS NULL THEN over_the_ceiling() ELSE 0 END,
    later(month, w.day), p.amount, w.day, due(month), tail_end(), ids
  FROM week w JOIN part p ON p.row_no = w.cell AND p.turn = 6
)
SELECT getvariable('places')[kind] + within + (coalesce(12 * year(later) + month(later)
    - 12 * 2026, 0) << 3) AS place, * EXCLUDE (within)
FROM (
  SELECT CAST(row_no AS BIGINT) << 28 AS within, person, provider, NULL::DATE AS monday,
    CAST(kind AS TINYINT) AS kind, later, amount, earned, payable, until,
    CASE WHEN kind < 8 THEN start_ids WHEN back_id IS NULL THEN outcome_ids
      ELSE array_to_string(list_sort(list_append(string_split(outcome_ids, '","'), back_id)), '","')
      END AS ids
  FROM of_person d JOIN person p ON p.place = d.row_no
  UNION ALL
  SELECT cell << 12, person, provider, monday, kind, later, amount, earned, payable, until, ids
  FROM of_week
)
ORDER BY place;

-- ---- What stands before the decisions in the result.

-- Pence by payment, provider and standing.
CREATE TEMP TABLE total AS
SELECT coalesce(turned, base) AS standing, payment, provider, CAST(sum(pence) AS BIGINT) AS pence
FROM (SELECT kind, provider, sum(amount) AS pence FROM decision GROUP BY ALL) JOIN kind USING (kind)
GROUP BY ALL;

-- People by what became of them.
CREATE TEMP TABLE outcome AS
SELECT 'independent' AS name, count(*) FILTER (outcome_met AND outcome_day <= as_at()) AS achieved,
  count(*) FILTER (NOT outcome_met AND NOT closure_left AND outcome_day <= as_at()) AS not_achieved,
  count(*) FILTER (NOT closure_left AND outcome_day > as_at()) AS pending,
  count(*) FILTER (closure_left) AS set_aside FROM person
UNION ALL
SELECT 'still-independent', count(*) FILTER (year_ok AND NOT year_left AND year_due <= as_at()),
  count(*) FILTER (NOT year_ok AND NOT year_left AND year_due <= as_at()),
  count(*) FILTER (NOT year_left AND year_due > as_at()), count(*) FILTER (year_left) FROM person;

-- Where every row of the log went. Some decision rests on each first event of everybody who joined,
-- on each day of support in a week of theirs, and on a readmission that takes a fee back.
CREATE TEMP TABLE account AS
SELECT
  (SELECT count(*) FROM read_parquet(getvariable('log'))) AS rows_read,
  o.sure + w.sure AS sure, o.seen + w.seen AS seen, p.used + w.used + f.used AS used, w.most
FROM (SELECT count(*) AS sure, count(*) FILTER (day <= as_at()) AS seen FROM other) o,
  (SELECT CAST(coalesce(sum(days), 0) AS BIGINT) AS sure,
    CAST(coalesce(sum(seen), 0) AS BIGINT) AS seen,
    CAST(coalesce(sum(days) FILTER (cell IS NOT NULL), 0) AS BIGINT) AS used,
    coalesce(max(days) FILTER (cell IS NOT NULL), 0) AS most
    FROM week) w,
  (SELECT count(*) + count(started) + count(closed) + count(readmitted) + count(aside) AS used
    FROM person) p,
  (SELECT count(*) AS used FROM fee WHERE back IS NOT NULL AND (taken OR released IS NOT NULL
    OR place IN (SELECT row_no FROM paid_earning WHERE turn = 2 AND month IS NOT NULL))) f;
