"""Wrong bodies for the mistakes that the lesson's checks name; see tests/test_mistakes.py."""

WRONG = {
    "mean": {
        "the return stands inside the loop": """
            total = 0
            for value in values:
                total = total + value
                return total / len(values)
            """,
        "the last value is left out of the sum": """
            total = 0
            for i in range(len(values) - 1):
                total = total + values[i]
            return total / len(values)
            """,
        "the first value is left out of the sum": """
            total = 0
            for i in range(1, len(values)):
                total = total + values[i]
            return total / len(values)
            """,
        "the total is overwritten instead of added to": """
            total = 0
            for value in values:
                total = value
            return total / len(values)
            """,
        "the positions are added instead of the values": """
            total = 0
            for i in range(len(values)):
                total = total + i
            return total / len(values)
            """,
        "the sum is not divided": """
            total = 0
            for value in values:
                total = total + value
            return total
            """,
        "the sum is divided by one too few": """
            total = 0
            for value in values:
                total = total + value
            return total / (len(values) - 1)
            """,
        "// is used instead of /": """
            total = 0
            for value in values:
                total = total + value
            return total // len(values)
            """,
        "the two middle values are averaged (that is the median)": "return np.median(values)",
    },
    "price_per_sqft": {
        "the sizes are divided by the prices": "return sqft / price",
        "// is used instead of /": "return price // sqft",
        "prices and sizes are multiplied": "return price * sqft",
        "only the first house is computed": """
            for i in range(len(price)):
                return price[i] / sqft[i]
            """,
        "the total price is divided by the total size": "return sum(price) / sum(sqft)",
        "the mean over the houses is returned": "return np.mean(price / sqft)",
    },
    "count_above": {
        "a value equal to the limit counts": "return (values >= limit).sum()",
        "the small ones are counted": "return (values < limit).sum()",
        "all that are not above are counted": "return (~(values > limit)).sum()",
        "the values are added, not counted": "return values[values > limit].sum()",
        "the share is returned, not the count": "return (values > limit).mean()",
        "the last value is left out": "return (values[:-1] > limit).sum()",
        "the return stands inside the if": """
            count = 0
            for value in values:
                if value > limit:
                    count = count + 1
                    return count
            """,
        "the mask is returned, not its sum": "return values > limit",
    },
    "column_summary": {
        "axis=1 is used in place of axis=0": "return np.array([X.min(axis=1), X.mean(axis=1), X.max(axis=1)])",
        "no axis is given": "return np.array([X.min(), X.mean(), X.max()])",
        "the answer has its rows and columns swapped": """
            rows = []
            for j in range(X.shape[1]):
                rows.append([X[:, j].min(), X[:, j].mean(), X[:, j].max()])
            return np.array(rows)
            """,
        "the mean comes last": "return np.array([X.min(axis=0), X.max(axis=0), X.mean(axis=0)])",
        "the sum stands where the mean should be": "return np.array([X.min(axis=0), X.sum(axis=0), X.max(axis=0)])",
        "the median stands where the mean should be": """
            return np.array([X.min(axis=0), np.median(X, axis=0), X.max(axis=0)])
            """,
        "the first and the last row are taken for the extremes": "return np.array([X[0], X.mean(axis=0), X[-1]])",
    },
    "share_missing": {
        "the missing values are counted, but not divided": "return sum(pd.isna(value) for value in column)",
        "the values that are there are counted": "return sum(not pd.isna(value) for value in column) / len(column)",
        "the count is divided by the values that are there": """
            missing = sum(pd.isna(value) for value in column)
            return missing / (len(column) - missing)
            """,
        "the count is divided by one too few": """
            return sum(pd.isna(value) for value in column) / (len(column) - 1)
            """,
        "nothing is found missing, as with == np.nan, which is never true": """
            missing = 0
            for value in column:
                if value == np.nan:
                    missing = missing + 1
            return missing / len(column)
            """,
        "the count never gets past 1, as with a return inside the loop": """
            missing = 0
            for value in column:
                if pd.isna(value):
                    missing = missing + 1
                return missing / len(column)
            """,
    },
}
