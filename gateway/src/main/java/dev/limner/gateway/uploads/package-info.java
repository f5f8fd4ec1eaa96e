/** Input pictures on their way to the generators: uploaded, named by their SHA-256, collected after a day. */
package dev.limner.gateway.uploads;
