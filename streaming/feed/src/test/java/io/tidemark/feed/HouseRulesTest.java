package io.tidemark.feed;

import io.tidemark.house.HouseRules;

class HouseRulesTest extends HouseRules {}
