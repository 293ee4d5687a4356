# ResNet18 as torch.jit.trace writes torchvision's down: every layer an operator of its own, float32, channel by
# channel, batch norms unfolded. It is the usual way, and what the benchmarks compare with. trace.py makes the file
# that torch itself would; 'elastic bench network --traced' shows that both are equally fast.
class ResNet18(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  weights : List[Tensor]  # twenty convolutions in torchvision's order, and the linear layer
  biases : List[Tensor]  # of each convolution's norm: weight, bias, mean, variance; then the linear layer's bias
  # Not used here; ours has them.
  dtype : int
  steps : List[float]
  weight_steps : List[Tensor]
  sources : List[int]
  shortcuts : List[int]
  histograms : List[Tensor]

  def convolution(self, x: Tensor, index: int, padding: int, stride: int) -> Tensor:
    y = torch._convolution(x, self.weights[index], None, [stride, stride], [padding, padding], [1, 1], False, [0, 0], 1, False, False, True, True)
    return torch.batch_norm(y, self.biases[4 * index], self.biases[4 * index + 1], self.biases[4 * index + 2], self.biases[4 * index + 3], False, 0.10000000000000001, 1.0000000000000001e-05, True)

  def basic_block(self, x: Tensor, index: int) -> Tensor:
    y = torch.relu_(self.convolution(x, index, 1, 1))
    return torch.relu_(torch.add_(self.convolution(y, index + 1, 1, 1), x))

  # The block that halves the sides: its shortcut is a convolution of its own.
  def halving_block(self, x: Tensor, index: int) -> Tensor:
    y = torch.relu_(self.convolution(x, index, 1, 2))
    y = self.convolution(y, index + 1, 1, 1)
    return torch.relu_(torch.add_(y, self.convolution(x, index + 2, 0, 2)))

  # Normalised photos, float32 [photos, 3, 224, 224], to their logits, [photos, classes].
  def forward(self, x: Tensor) -> Tensor:
    x = torch.relu_(self.convolution(x, 0, 3, 2))
    x = torch.max_pool2d(x, [3, 3], [2, 2], [1, 1], [1, 1], False)
    x = self.basic_block(x, 1)
    x = self.basic_block(x, 3)
    x = self.halving_block(x, 5)
    x = self.basic_block(x, 8)
    x = self.halving_block(x, 10)
    x = self.basic_block(x, 13)
    x = self.halving_block(x, 15)
    x = self.basic_block(x, 18)
    x = torch.flatten(torch.adaptive_avg_pool2d(x, [1, 1]), 1)
    return torch.linear(x, self.weights[20], self.biases[80])
