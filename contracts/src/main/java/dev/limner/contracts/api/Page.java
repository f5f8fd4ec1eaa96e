package dev.limner.contracts.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A part of a list.
 *
 * @param items at most as many as were asked for
 * @param next  the cursor of the following page; null where this is the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, String next) {}
