package com.homedelivery.product.application;

/**
 * What is wrong in a spreadsheet.
 *
 * @param row its number, the first has the names of the columns
 * @param column its name
 * @param message what is wrong, to follow the column's name
 */
public record SheetFault(int row, String column, String message) {}
