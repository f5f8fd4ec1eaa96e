/** The dataset service: makes dataset versions of what people send. */
package dev.limner.datasets;
