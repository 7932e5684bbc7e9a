package org.gatehouse.gateway.limit;

/** Counts requests in windows of a minute, each beginning with the first request after the last one's end. */
interface Buckets {

    /** Takes one request out of a bucket. Never blocks. */
    Allowance take(BucketKey key, WithoutStore withoutStore);
}
