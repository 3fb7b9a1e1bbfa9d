ALTER TABLE `lead` ADD `search` text;--> statement-breakpoint
ALTER TABLE `score` ADD `search` text;