package org.gatehouse.catalog.current;

import org.gatehouse.catalog.model.Catalog;

/** Hears of every new catalogue, in order, on the thread that made it: it must be quick and must not throw. */
public interface CatalogListener {

    void onChange(Catalog catalog);
}
