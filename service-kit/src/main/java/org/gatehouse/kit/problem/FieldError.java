package org.gatehouse.kit.problem;

/** What is wrong with one field of the request, in words for the caller; the field is named as on the wire. */
public record FieldError(String field, String message) {}
