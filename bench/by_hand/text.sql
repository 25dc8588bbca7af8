-- The decisions as lines of JSON, with a comma after each: a view, in the order of the table `decision`.
-- The pieces that depend on the kind or the week alone are made once, as lists; a connection that reads
-- the view runs this file first.

SET VARIABLE heads = (SELECT list(concat('{"id":"', payment, '/') ORDER BY kind) FROM kind);
SET VARIABLE bases = (SELECT list(concat('#', base) ORDER BY kind) FROM kind);
SET VARIABLE turns = (SELECT list(concat(':' || turned, '","payment":"', payment, '","clause":', clause,
  ',"provider":') ORDER BY kind) FROM kind);
SET VARIABLE standings = (SELECT list(concat('","currency":"GBP","status":"', coalesce(turned, base),
  '","earned_on":') ORDER BY kind) FROM kind);
SET VARIABLE waits = (SELECT list(concat('"],"awaiting":', coalesce('"' || awaiting || ', by ', 'null'))
  ORDER BY kind) FROM kind);
SET VARIABLE waiting = (SELECT list(awaiting IS NOT NULL ORDER BY kind) FROM kind);
SET VARIABLE reasons = (SELECT list(concat(CASE WHEN awaiting IS NOT NULL THEN '"' END, ',"reason":',
  coalesce('"' || reason || '"', 'null'), ',"payer":null,"payee":null},') ORDER BY kind) FROM kind);

SET VARIABLE mondays = (SELECT list(concat('/', week_one() + CAST(7 * n AS INTEGER)) ORDER BY n)
  FROM range(1 + (tail_end() - week_one()) // 7) w (n));
SET VARIABLE periods = (SELECT list(concat('","period":"', week_one() + CAST(7 * n AS INTEGER), '/',
  week_one() + CAST(7 * n + 6 AS INTEGER), '","amount":"') ORDER BY n)
  FROM range(1 + (tail_end() - week_one()) // 7) w (n));

-- No long IN here: it is made a join, which would cost the order.
CREATE TEMP VIEW decision_text AS
SELECT rowid AS number, concat(getvariable('heads')[kind], person,
  CASE WHEN monday IS NOT NULL
    THEN concat('/', provider, getvariable('mondays')[(monday - week_one()) // 7 + 1]) END,
  getvariable('bases')[kind],
  CASE WHEN later IS NOT NULL THEN concat('@', left(CAST(later AS VARCHAR), 7)) END,
  getvariable('turns')[kind],
  CASE provider WHEN 'alder-care' THEN '"alder-care"' WHEN 'bryn-support' THEN '"bryn-support"'
    ELSE 'null' END,
  ',"person":"', person,
  CASE WHEN monday IS NULL THEN '","period":null,"amount":"'
    ELSE getvariable('periods')[(monday - week_one()) // 7 + 1] END,
  CAST(amount AS DECIMAL(16, 0)) * 0.01, getvariable('standings')[kind],
  CASE WHEN earned IS NULL THEN 'null' ELSE concat('"', earned, '"') END,
  CASE WHEN payable IS NULL THEN ',"payable_on":null,"because":["'
    ELSE concat(',"payable_on":"', payable, '","because":["') END,
  ids, getvariable('waits')[kind], CASE WHEN getvariable('waiting')[kind] THEN until END,
  getvariable('reasons')[kind], chr(10)) AS text
FROM decision;
