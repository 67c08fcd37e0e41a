package io.tidemark.batch;

import io.tidemark.house.HouseRules;

class HouseRulesTest extends HouseRules {}
