/** Stands for a package that a library could use and this service does not: see [alias] in wrangler.toml. */
export {};
