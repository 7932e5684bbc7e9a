package org.gatehouse.catalog.listing;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.gatehouse.catalog.current.CatalogListener;
import org.gatehouse.catalog.model.Catalog;

/** Builds the bytes once for each catalogue, so that a request only hands them out. */
@Singleton
final class CurrentListing implements CatalogListener {

    private volatile Listing listing = new Listing(Catalog.of(List.of(), Map.of()));

    Listing listing() {
        return listing;
    }

    @Override
    public void onChange(Catalog catalog) {
        listing = new Listing(catalog);
    }
}
