alter table thing add column name text not null default 'nameless';
