ALTER TABLE `score` ADD `outcome` text;--> statement-breakpoint
ALTER TABLE `score` ADD `outcome_at` integer;