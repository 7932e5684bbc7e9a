package org.gatehouse.catalog.model;

import java.math.BigInteger;

/** A marketplace model's registration; fee and stake are in wei and go far beyond what a double can hold. */
public record OnChain(String id, BigInteger fee, BigInteger stake) {}
