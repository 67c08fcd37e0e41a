package io.tidemark.clickhouse;

import io.tidemark.house.HouseRules;

class HouseRulesTest extends HouseRules {}
