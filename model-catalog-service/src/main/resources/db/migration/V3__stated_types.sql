-- An operator may say what a model does; a null column says nothing.
alter table model_description add column type text;

-- Kept lists have types that were guessed from names: the sources are asked once more.
update source_copy set etag = null, digest = null;
