CREATE TABLE `unanswered_query` (
	`text` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`last_day` text NOT NULL
);
