SELECT DISTINCT "month", model_id FROM theme_tags WHERE owner = 'comment' AND "month" IS NOT NULL
