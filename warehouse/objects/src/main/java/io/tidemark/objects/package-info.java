/** Buckets and versioned folders of files on S3, by the MinIO client. */
@NullMarked
package io.tidemark.objects;

import org.jspecify.annotations.NullMarked;
