"""A wrong body for each mistake that the checks of Course 2, Week 3, lesson 4 call by name."""

COUNTS = """
tp, fp = int(np.sum((y == 1) & (y_hat == 1))), int(np.sum((y == 0) & (y_hat == 1)))
fn, tn = int(np.sum((y == 1) & (y_hat == 0))), int(np.sum((y == 0) & (y_hat == 0)))
return tp, fp, fn, tn"""
PRECISION = "return tp / (tp + fp) if tp + fp else 0.0"
RECALL = "return tp / (tp + fn) if tp + fn else 0.0"
F1 = "return 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 0.0"
ACCURACY = "return (tp + tn) / (tp + fp + fn + tn)"
PAIR = "P, R = tp / max(tp + fp, 1), tp / max(tp + fn, 1)"
CURVE = """
order = np.argsort(-scores, kind="stable")
y, scores = y[order], scores[order]
last = np.append(np.flatnonzero(np.diff(scores)), len(y) - 1)
found = np.cumsum(y)[last]
P, R = found / (last + 1), found / found[-1]
return np.append(P[::-1], 1.0), np.append(R[::-1], 0.0), scores[last][::-1]"""
AREA = "return float(-np.diff(R) @ P[:-1])"

WRONG = {
    "confusion_counts": {
        "false alarms and missed days are swapped": COUNTS.replace("return tp, fp, fn, tn", "return tp, fn, fp, tn"),
        "the order is that of confusion_matrix, tn first": COUNTS.replace(
            "return tp, fp, fn, tn", "return tn, fp, fn, tp"
        ),
        "all hot and all cool days are counted, whatever was said": COUNTS.replace(
            "(y == 1) & (y_hat == 1)", "y == 1"
        ).replace("(y == 0) & (y_hat == 0)", "y == 0"),
        "shares are given instead of counts": COUNTS.replace(
            "return tp, fp, fn, tn", "return tuple(count / len(y) for count in (tp, fp, fn, tn))"
        ),
    },
    "precision": {
        "recall is computed": RECALL,
        "accuracy is computed": ACCURACY,
        "the wrong warnings are counted": PRECISION.replace("return tp", "return fp"),
        "the days without a warning are judged": "return tn / (tn + fn)",
        "all days are counted below": "return tp / (tp + fp + fn + tn)",
        "silence counts as perfect": PRECISION.replace("0.0", "1.0"),
    },
    "recall": {
        "precision is computed": PRECISION,
        "accuracy is computed": ACCURACY,
        "the missed days are counted": RECALL.replace("return tp", "return fn"),
        "the cool days are judged": "return tn / (tn + fp)",
        "all days are counted below": "return tp / (tp + fp + fn + tn)",
        "nothing to find counts as all found": RECALL.replace("0.0", "1.0"),
    },
    "f1_score": {
        "the plain mean is taken": f"{PAIR}\nreturn (P + R) / 2",
        "precision and recall are multiplied": f"{PAIR}\nreturn P * R",
        "the root of their product is taken": f"{PAIR}\nreturn np.sqrt(P * R)",
        "found days are not counted twice": F1.replace("2 * tp", "tp"),
        "the 2 above the line is missing": F1.replace("return 2 * tp", "return tp"),
        "nothing to find counts as perfect": F1.replace("0.0", "1.0"),
    },
    "precision_recall_curve": {
        "equal scores are not taken together": CURVE.replace(
            "np.append(np.flatnonzero(np.diff(scores)), len(y) - 1)", "np.arange(len(y))"
        ),
        "y is not brought into the order of the scores": CURVE.replace(
            "y, scores = y[order], scores[order]", "scores = scores[order]"
        ),
        "the last pair is left out": CURVE.replace(
            "return np.append(P[::-1], 1.0), np.append(R[::-1], 0.0)", "return P[::-1], R[::-1]"
        ),
        "the thresholds fall": CURVE.replace("[::-1]", ""),
        "precision and recall are swapped": CURVE.replace(
            "np.append(P[::-1], 1.0), np.append(R[::-1], 0.0)", "np.append(R[::-1], 0.0), np.append(P[::-1], 1.0)"
        ),
    },
    "average_precision": {
        "straight lines are drawn between the points": AREA.replace("P[:-1]", "(P[:-1] + P[1:]) / 2"),
        "the precisions are averaged, whatever recall they add": "return float(P[:-1].mean())",
        "each step takes the precision of the threshold above": AREA.replace("P[:-1]", "P[1:]"),
        "the sign is lost": AREA.replace("-np.diff", "np.diff"),
    },
}
